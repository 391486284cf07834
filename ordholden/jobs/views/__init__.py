"""Pages of jobs: for everybody, and for those who write ads."""
