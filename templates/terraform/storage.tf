# What runs leave and pick up: BigQuery's load files, Snowflake's staged ones, and the jars of jobs.
resource "google_storage_bucket" "work" {
  project  = var.project
  name     = var.bucket
  location = var.location

  uniform_bucket_level_access = true
  public_access_prevention    = "enforced"

  # Rows of people lie here on their way: what is deleted must be gone.
  soft_delete_policy {
    retention_duration_seconds = 0
  }

  # A batch run is over long before. The jars under staging/ stay: a stream's workers read them as
  # long as it runs.
  lifecycle_rule {
    action {
      type = "Delete"
    }
    condition {
      age            = 7
      matches_prefix = ["tmp/", "snowflake/"]
    }
  }

  # Uploads that nobody has ended.
  lifecycle_rule {
    action {
      type = "AbortIncompleteMultipartUpload"
    }
    condition {
      age = 1
    }
  }

  depends_on = [google_project_service.used]
}

# What runs only read: template files and the settings for Kafka.
resource "google_storage_bucket" "templates" {
  project  = var.project
  name     = "${var.bucket}-templates"
  location = var.location

  uniform_bucket_level_access = true
  public_access_prevention    = "enforced"

  # A deployment can be taken back.
  versioning {
    enabled = true
  }

  lifecycle_rule {
    action {
      type = "Delete"
    }
    condition {
      num_newer_versions = 10
    }
  }

  depends_on = [google_project_service.used]
}

resource "google_storage_bucket_iam_member" "pipelines_write" {
  bucket = google_storage_bucket.work.name
  role   = "roles/storage.objectUser"
  member = local.pipelines
}

# storage.buckets.get, which Beam asks for before it writes and no role for objects has.
resource "google_storage_bucket_iam_member" "pipelines_see_the_bucket" {
  for_each = {
    work      = google_storage_bucket.work.name
    templates = google_storage_bucket.templates.name
  }

  bucket = each.value
  role   = "roles/storage.legacyBucketReader"
  member = local.pipelines
}

resource "google_storage_bucket_iam_member" "read_templates" {
  for_each = { pipelines = local.pipelines, scheduler = local.scheduler }

  bucket = google_storage_bucket.templates.name
  role   = "roles/storage.objectViewer"
  member = each.value
}

resource "google_storage_bucket_iam_member" "deployers_write_templates" {
  for_each = var.deployers

  bucket = google_storage_bucket.templates.name
  role   = "roles/storage.objectUser"
  member = each.value
}

# Snowflake reads what workers have staged, and unloads history for them to read. It looks at the
# bucket itself first, which no predefined role for objects allows.
resource "google_project_iam_custom_role" "snowflake_staging" {
  count = length(var.snowflake_storage_accounts) > 0 ? 1 : 0

  project     = var.project
  role_id     = "skillforgeSnowflakeStaging"
  title       = "Snowflake's stage of SkillForge"
  description = "Reads and writes the files that pipelines exchange with Snowflake"
  permissions = [
    "storage.buckets.get",
    "storage.objects.create",
    "storage.objects.delete",
    "storage.objects.get",
    "storage.objects.list",
  ]
}

resource "google_storage_bucket_iam_member" "snowflake" {
  for_each = var.snowflake_storage_accounts

  bucket = google_storage_bucket.work.name
  role   = google_project_iam_custom_role.snowflake_staging[0].name
  member = "serviceAccount:${each.value}"
}
