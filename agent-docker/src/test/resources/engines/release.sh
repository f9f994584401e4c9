# Undoes what would keep the host from going: a frozen process can't be killed, and a file that can't be removed stays.
docker unpause paused
chattr -R -i /var/lib/docker/containers
