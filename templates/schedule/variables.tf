variable "schedules" {
  description = "When each pipeline runs, over which range and on which workers: schedules.auto.tfvars.json, which is rendered from the folders of the pipelines. Do not write it by hand."
  type = map(object({
    cron      = string
    time_zone = string
    range     = string
    workers = object({
      machine_type = string
      maximum      = number
      public_ips   = bool
    })
  }))
}

variable "pipelines" {
  description = "The pipelines to schedule, by name; null for all. kpi computes what the KPI pipelines compute one by one: schedule either it or them."
  type        = set(string)
}

variable "project" {
  description = "The Google Cloud project of the schedules and of the jobs."
  type        = string
}

variable "region" {
  description = "Where Cloud Scheduler and Dataflow run, for example us-central1."
  type        = string
}

variable "templates" {
  description = "The folder of the template files, for example gs://bucket/templates; each is called <pipeline>.json."
  type        = string

  validation {
    condition     = can(regex("^gs://[^/]+(/.*)?[^/]$", var.templates))
    error_message = "templates must be a folder of a bucket without a slash at the end, for example gs://bucket/templates."
  }
}

variable "temp_location" {
  description = "Where jobs keep temporary files, for example gs://bucket/tmp."
  type        = string
}

variable "staging_location" {
  description = "Where the jars of jobs lie, for example gs://bucket/staging; null for a folder below temp_location."
  type        = string
  default     = null
}

variable "subnetwork" {
  description = "Where workers run, as regions/<region>/subnetworks/<name> or by its address; null for the default network of the region. Workers without public addresses need Private Google Access there, and Cloud NAT for what lies outside."
  type        = string
  default     = null
}

variable "scheduler_service_account" {
  description = "The e-mail address of the service account that launches jobs. It needs roles/dataflow.developer on the project, and roles/iam.serviceAccountUser on the workers' account."
  type        = string
}

variable "worker_service_account" {
  description = "The e-mail address of the service account that the jobs' workers act as."
  type        = string
}

variable "parameters" {
  description = "Options of every launch by name, for example { bootstrapServers = \"…\", warehouses = \"bigquery\", environment = \"prod\" }. --range comes from the schedule."
  type        = map(string)

  validation {
    condition     = length(setintersection(keys(var.parameters), ["range", "at", "from", "to", "streaming"])) == 0
    error_message = "A schedule sets the range of its runs: leave range, at, from, to and streaming out of parameters."
  }
}

variable "pipeline_parameters" {
  description = "Further options of single pipelines, by pipeline and name; they take the place of those in parameters."
  type        = map(map(string))
  default     = {}
}

variable "paused" {
  description = "Keep the schedules, but launch nothing. What is missed meanwhile is caught up by the first run after."
  type        = bool
  default     = false
}
