"""What is done with certificates: settle, issue, make files, hand over, reissue, revoke."""
