output "worker_service_account" {
  description = "Whom jobs run as: --serviceAccount, and the principal of pipelines in sql/bigquery/9-grants.sql."
  value       = google_service_account.pipelines.email
}

output "image" {
  description = "--image of scripts/build-template.sh and deploy-template.sh."
  value       = "${var.region}-docker.pkg.dev/${var.project}/${google_artifact_registry_repository.images.repository_id}/skillforge-analytics"
}

output "templates" {
  description = "--templates of scripts/deploy-template.sh; the settings for Kafka belong beside them."
  value       = local.templates
}

output "temp_location" {
  description = "--tempLocation of runs."
  value       = "gs://${google_storage_bucket.work.name}/tmp"
}

output "staging_location" {
  description = "--stagingLocation of streams: what lies under --tempLocation goes after a week."
  value       = "gs://${google_storage_bucket.work.name}/staging"
}

output "snowflake_staging_bucket" {
  description = "--snowflakeStagingBucket of runs, and of the storage integration."
  value       = "gs://${google_storage_bucket.work.name}/snowflake/"
}

output "subnetwork" {
  description = "--subnetwork of jobs that are launched by hand."
  value       = local.subnetwork
}

output "secrets" {
  description = "What runs are told in the place of a secret, by name."
  value       = { for name, secret in google_secret_manager_secret.of : name => "sm://projects/${var.project}/secrets/${name}/versions/latest" }
}
