"""What the web keywords compute: bodies, headers, pages, feeds and SOAP. Requests leave through the http port."""
