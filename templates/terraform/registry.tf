resource "google_artifact_registry_repository" "images" {
  project       = var.project
  location      = var.region
  repository_id = "skillforge"
  description   = "The images that launch SkillForge's pipelines"
  format        = "DOCKER"

  cleanup_policies {
    id     = "keep-what-may-be-taken-back-to"
    action = "KEEP"
    most_recent_versions {
      keep_count = 10
    }
  }

  cleanup_policies {
    id     = "delete-old-ones"
    action = "DELETE"
    condition {
      older_than = "7776000s"
    }
  }

  depends_on = [google_project_service.used]
}

# A launch starts a machine that acts as the workers, and fetches the image.
resource "google_artifact_registry_repository_iam_member" "pipelines_read" {
  project    = var.project
  location   = var.region
  repository = google_artifact_registry_repository.images.name
  role       = "roles/artifactregistry.reader"
  member     = local.pipelines
}

resource "google_artifact_registry_repository_iam_member" "deployers_write" {
  for_each = var.deployers

  project    = var.project
  location   = var.region
  repository = google_artifact_registry_repository.images.name
  role       = "roles/artifactregistry.writer"
  member     = each.value
}
