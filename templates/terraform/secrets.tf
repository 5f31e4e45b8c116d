resource "google_secret_manager_secret" "of" {
  for_each = var.secrets

  project   = var.project
  secret_id = each.value

  replication {
    auto {}
  }

  depends_on = [google_project_service.used]
}

# One by one: workers read no other secret of the project.
resource "google_secret_manager_secret_iam_member" "pipelines_read" {
  for_each = google_secret_manager_secret.of

  project   = var.project
  secret_id = each.value.secret_id
  role      = "roles/secretmanager.secretAccessor"
  member    = local.pipelines
}
