terraform {
  required_version = ">= 1.5.0"

  # Where the state lies is yours to say: terraform init -backend-config=bucket=… -backend-config=prefix=skillforge
  # after a block `backend "gcs" {}` in a file of your own beside this one. Without, it lies here.

  required_providers {
    google = {
      source  = "hashicorp/google"
      version = "~> 6.49"
    }
  }
}

provider "google" {
  project = var.project
  region  = var.region

  default_labels = var.labels
}
