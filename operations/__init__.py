"""What runs by itself: so far the alerts of saved searches."""
