# The datasets; their tables and views come from scripts/apply-ddl.sh, which finds the location here.
resource "google_bigquery_dataset" "of" {
  for_each = var.datasets

  project     = var.project
  dataset_id  = each.key
  description = each.value.description
  location    = var.location

  default_table_expiration_ms = each.value.expiration_days == 0 ? null : each.value.expiration_days * 24 * 60 * 60 * 1000

  # Records that Kafka has forgotten are nowhere else.
  lifecycle {
    prevent_destroy = true
  }

  depends_on = [google_project_service.used]
}

locals {
  # A view reads with the rights of its reader unless its dataset is authorized: analysts have none
  # on raw tables.
  authorized = merge([
    for dataset, of in var.datasets : {
      for reader in of.readers : "${reader} reads ${dataset}" => { dataset = dataset, reader = reader }
    }
  ]...)
}

resource "google_bigquery_dataset_access" "authorized" {
  for_each = local.authorized

  project    = var.project
  dataset_id = google_bigquery_dataset.of[each.value.dataset].dataset_id

  dataset {
    dataset {
      project_id = var.project
      dataset_id = google_bigquery_dataset.of[each.value.reader].dataset_id
    }
    target_types = ["VIEWS"]
  }
}
