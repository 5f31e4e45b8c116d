# What each schedule sends to Dataflow. It needs no provider, so that it can be tried without a project.
module "launch" {
  source = "./launch"

  schedules              = var.schedules
  pipelines              = var.pipelines
  project                = var.project
  region                 = var.region
  templates              = var.templates
  temp_location          = var.temp_location
  staging_location       = var.staging_location
  subnetwork             = var.subnetwork
  worker_service_account = var.worker_service_account
  parameters             = var.parameters
  pipeline_parameters    = var.pipeline_parameters
}

resource "google_cloud_scheduler_job" "pipeline" {
  for_each = module.launch.requests

  project     = var.project
  name        = "skillforge-${each.value.job_name}"
  description = "Launches the pipeline ${each.key} over the range that its ledger lacks"
  region      = var.region
  schedule    = each.value.cron
  time_zone   = each.value.time_zone
  paused      = var.paused

  # How long Dataflow may take to accept the launch, not how long the job may run.
  attempt_deadline = "180s"

  # A launch that is repeated harms nothing: the ledger says what is left to do, and Dataflow
  # refuses a second job of the same name while the first one runs.
  retry_config {
    retry_count          = 5
    min_backoff_duration = "60s"
    max_backoff_duration = "1800s"
    max_doublings        = 4
  }

  http_target {
    http_method = "POST"
    uri         = each.value.uri
    headers     = { "Content-Type" = "application/json" }
    body        = base64encode(each.value.body)

    oauth_token {
      service_account_email = var.scheduler_service_account
      scope                 = "https://www.googleapis.com/auth/cloud-platform"
    }
  }
}
