"""The checks of ``posguard lint``: what every pack must keep to."""
