"""An incident-response assistant for card-payment (POS) incidents."""

__version__ = "0.1.0"
