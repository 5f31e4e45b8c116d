locals {
  templates = "gs://${google_storage_bucket.templates.name}/templates"
}

module "schedule" {
  source = "../schedule"

  schedules                 = jsondecode(file("${path.module}/../schedule/schedules.auto.tfvars.json")).schedules
  pipelines                 = var.pipelines
  project                   = var.project
  region                    = var.region
  templates                 = local.templates
  temp_location             = "gs://${google_storage_bucket.work.name}/tmp"
  staging_location          = "gs://${google_storage_bucket.work.name}/staging"
  subnetwork                = local.subnetwork
  scheduler_service_account = google_service_account.scheduler.email
  worker_service_account    = google_service_account.pipelines.email
  parameters                = var.parameters
  pipeline_parameters       = var.pipeline_parameters
  paused                    = var.paused

  depends_on = [google_project_service.used]
}
