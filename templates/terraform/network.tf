# Workers have no public addresses. They reach Google's services by Private Google Access, and what
# lies outside (Kafka, Snowflake) by Cloud NAT. With a subnetwork of your own nothing of this is made.
locals {
  own_network = var.subnetwork == null ? 1 : 0
  subnetwork  = var.subnetwork == null ? "regions/${var.region}/subnetworks/skillforge" : var.subnetwork
}

resource "google_compute_network" "skillforge" {
  count = local.own_network

  project                 = var.project
  name                    = "skillforge"
  auto_create_subnetworks = false

  depends_on = [google_project_service.used]
}

resource "google_compute_subnetwork" "skillforge" {
  count = local.own_network

  project                  = var.project
  region                   = var.region
  name                     = "skillforge"
  network                  = google_compute_network.skillforge[0].id
  ip_cidr_range            = var.subnetwork_range
  private_ip_google_access = true
}

# Workers shuffle among each other on these ports where the service does not do it for them;
# Dataflow gives its machines the tag.
resource "google_compute_firewall" "workers" {
  count = local.own_network

  project     = var.project
  name        = "skillforge-dataflow-workers"
  network     = google_compute_network.skillforge[0].id
  direction   = "INGRESS"
  source_tags = ["dataflow"]
  target_tags = ["dataflow"]

  allow {
    protocol = "tcp"
    ports    = ["12345", "12346"]
  }
}

resource "google_compute_router" "skillforge" {
  count = local.own_network

  project = var.project
  region  = var.region
  name    = "skillforge"
  network = google_compute_network.skillforge[0].id
}

resource "google_compute_router_nat" "skillforge" {
  count = local.own_network

  project                            = var.project
  region                             = var.region
  name                               = "skillforge"
  router                             = google_compute_router.skillforge[0].name
  nat_ip_allocate_option             = "AUTO_ONLY"
  source_subnetwork_ip_ranges_to_nat = "LIST_OF_SUBNETWORKS"

  subnetwork {
    name                    = google_compute_subnetwork.skillforge[0].id
    source_ip_ranges_to_nat = ["ALL_IP_RANGES"]
  }
}
