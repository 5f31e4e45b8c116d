variable "schedules" {
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
  type    = set(string)
  default = null

  validation {
    condition     = var.pipelines == null ? true : length(setsubtract(var.pipelines, keys(var.schedules))) == 0
    error_message = "pipelines names one that has no schedule: there are those of schedules.auto.tfvars.json."
  }
}

variable "project" {
  type = string
}

variable "region" {
  type = string
}

variable "templates" {
  type = string
}

variable "temp_location" {
  type = string
}

variable "staging_location" {
  type    = string
  default = null
}

variable "subnetwork" {
  type    = string
  default = null
}

variable "worker_service_account" {
  type = string
}

variable "parameters" {
  type = map(string)
}

variable "pipeline_parameters" {
  type    = map(map(string))
  default = {}
}

locals {
  wanted = {
    for name, schedule in var.schedules : name => schedule
    if var.pipelines == null ? true : contains(var.pipelines, name)
  }
}

output "requests" {
  description = "By pipeline: when to post which body where."
  value = {
    for name, schedule in local.wanted : name => {
      job_name  = replace(name, "_", "-")
      cron      = schedule.cron
      time_zone = schedule.time_zone
      uri       = "https://dataflow.googleapis.com/v1b3/projects/${var.project}/locations/${var.region}/flexTemplates:launch"
      body = jsonencode({
        launchParameter = {
          # Always the same: Dataflow runs one job of a name at a time.
          jobName              = replace(name, "_", "-")
          containerSpecGcsPath = "${var.templates}/${name}.json"
          parameters = merge(
            var.parameters,
            lookup(var.pipeline_parameters, name, {}),
            { range = schedule.range },
          )
          environment = merge(
            {
              serviceAccountEmail = var.worker_service_account
              tempLocation        = var.temp_location
              machineType         = schedule.workers.machine_type
              maxWorkers          = schedule.workers.maximum
              ipConfiguration     = schedule.workers.public_ips ? "WORKER_IP_PUBLIC" : "WORKER_IP_PRIVATE"
            },
            var.staging_location == null ? {} : { stagingLocation = var.staging_location },
            var.subnetwork == null ? {} : { subnetwork = var.subnetwork },
          )
        }
      })
    }
  }
}
