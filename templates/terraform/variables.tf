variable "project" {
  description = "The Google Cloud project; it must be there, with billing."
  type        = string

  validation {
    condition     = can(regex("^[a-z][a-z0-9-]{4,28}[a-z0-9]$", var.project))
    error_message = "project must be the id of a project, for example my-project: 6 to 30 lower-case letters, digits and hyphens."
  }
}

variable "region" {
  description = "Where jobs run, and where network, schedules and images are, for example europe-west1."
  type        = string

  validation {
    condition     = can(regex("^[a-z]+-[a-z]+[0-9]+$", var.region))
    error_message = "region must be the name of a region, for example europe-west1."
  }
}

variable "location" {
  description = "Where datasets and buckets lie: EU, US, or the name of a region. It holds for good: BigQuery moves no dataset."
  type        = string

  validation {
    condition     = can(regex("^(EU|US|[a-z]+-[a-z]+[0-9]+)$", var.location))
    error_message = "location must be EU, US or the name of a region, for example europe-west1."
  }
}

variable "bucket" {
  description = "The name of the bucket for what runs leave and pick up; templates and settings are in one called <bucket>-templates. Bucket names are unique in the world."
  type        = string

  validation {
    condition     = can(regex("^[a-z0-9][a-z0-9_-]{1,50}[a-z0-9]$", var.bucket))
    error_message = "bucket must be 3 to 52 lower-case letters, digits, hyphens and underscores, without gs://."
  }
}

variable "labels" {
  description = "Labels of everything that can have some; the bill can be split by them."
  type        = map(string)
  default     = { application = "skillforge-analytics" }
}

variable "datasets" {
  description = "The datasets, by name: datasets.auto.tfvars.json, which is rendered from the tracking plan. Do not write it by hand."
  type = map(object({
    description     = string
    expiration_days = number
    readers         = list(string)
  }))
}

variable "secrets" {
  description = "The names of secrets that runs read. Terraform makes them without a value, so that none lies in its state: gcloud secrets versions add gives one."
  type        = set(string)
  default     = ["kafka-password"]
}

variable "deployers" {
  description = "Who deploys templates and launches jobs by hand, for example [\"user:ada@university.example\"]."
  type        = set(string)
  default     = []

  validation {
    condition     = alltrue([for member in var.deployers : can(regex("^(user|group|serviceAccount):.+@.+$", member))])
    error_message = "deployers are members as in policies: user:…, group:… or serviceAccount:…."
  }
}

variable "subnetwork" {
  description = "A subnetwork that is there, as regions/<region>/subnetworks/<name> or by its address: it needs Private Google Access, and a way to Kafka. Null makes a network with Cloud NAT."
  type        = string
  default     = null
}

variable "subnetwork_range" {
  description = "The addresses of the subnetwork that is made: as many as workers and launchers run at once."
  type        = string
  default     = "10.128.0.0/22"

  validation {
    condition     = can(cidrhost(var.subnetwork_range, 0))
    error_message = "subnetwork_range must be a range of addresses, for example 10.128.0.0/22."
  }
}

variable "snowflake_storage_accounts" {
  description = "STORAGE_GCP_SERVICE_ACCOUNT of Snowflake's storage integration, as DESC INTEGRATION shows it; empty without Snowflake."
  type        = set(string)
  default     = []
}

variable "pipelines" {
  description = "The pipelines to schedule, by name; null for all. kpi computes what the KPI pipelines compute one by one: schedule either it or them."
  type        = set(string)
  default     = ["erasure", "raw-events", "privacy-audit", "kpi", "retention"]
}

variable "parameters" {
  description = "Options of every launch by name, for example { bootstrapServers = \"…\", warehouses = \"bigquery\", environment = \"prod\" }. --range comes from the schedule."
  type        = map(string)
}

variable "pipeline_parameters" {
  description = "Further options of single pipelines, by pipeline and name; they take the place of those in parameters."
  type        = map(map(string))
  default     = {}
}

variable "paused" {
  description = "Make the schedules, but launch nothing: until templates are there and a first job has run. What is missed meanwhile is caught up by the first run after."
  type        = bool
  default     = true
}
