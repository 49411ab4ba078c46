"""What somebody is writing and has not saved: kept on the server, never in a browser's storage."""
