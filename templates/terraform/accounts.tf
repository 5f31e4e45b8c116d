# Whom jobs run as. What they may do with tables says sql/bigquery/9-grants.sql.
resource "google_service_account" "pipelines" {
  project      = var.project
  account_id   = "skillforge-pipelines"
  display_name = "SkillForge's pipelines: the workers of their jobs"

  depends_on = [google_project_service.used]
}

# Who launches jobs by schedule.
resource "google_service_account" "scheduler" {
  project      = var.project
  account_id   = "skillforge-scheduler"
  display_name = "SkillForge's schedules: launches jobs"

  depends_on = [google_project_service.used]
}

locals {
  pipelines = "serviceAccount:${google_service_account.pipelines.email}"
  scheduler = "serviceAccount:${google_service_account.scheduler.email}"

  # Roles that only a project can grant.
  project_roles = merge(
    {
      # What any worker does: fetch work, log, measure.
      "pipelines/dataflow.worker" = local.pipelines
      # Queries and load jobs.
      "pipelines/bigquery.jobUser" = local.pipelines
      # Reads the results of queries through the Storage Read API.
      "pipelines/bigquery.readSessionUser" = local.pipelines
      "scheduler/dataflow.developer"       = local.scheduler
    },
    { for member in var.deployers : "${member}/dataflow.developer" => member },
  )
}

resource "google_project_iam_member" "of" {
  for_each = local.project_roles

  project = var.project
  role    = "roles/${basename(each.key)}"
  member  = each.value
}

# Who launches a job hands it the account that its workers act as.
resource "google_service_account_iam_member" "launches_as_pipelines" {
  for_each = merge({ scheduler = local.scheduler }, { for member in var.deployers : member => member })

  service_account_id = google_service_account.pipelines.name
  role               = "roles/iam.serviceAccountUser"
  member             = each.value
}
