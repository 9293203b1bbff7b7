"""What templates of the staff site may say."""
