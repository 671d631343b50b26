"""What is known of customers: how promising a lead is, and what a mail says of its sender."""
