# Makes a container of every kind in an engine that has no containers yet. The recorded engine was filled with this too.
set -eu
image=rightlink-testbed/busybox

docker network create shop
docker create --name created $image sh
docker run -d --name web --label io.rightlink.role=web --label tier=front --network shop -p 8080:80 --expose 443 \
  --memory 64m --cpu-shares 512 -v data:/data -v /etc:/host-etc:ro --tmpfs /scratch --health-cmd true --health-interval 1s $image sleep 100000
docker run -d --name paused $image sleep 100000
docker pause paused
docker run -d --name exited $image sh -c 'exit 3'
docker run -d --name restarting --restart always $image sh -c 'exit 1'
docker create --name broken $image /nosuch
docker start broken || true

# An image that loses its tag to a newer one while a container runs from it.
printf 'FROM %s\nRUN echo one >/one\nRUN echo two >/two\n' $image | docker build -q -t app:1 -
docker run -d --name oldapp app:1 sleep 100000
printf 'FROM %s\nRUN echo three >/three\n' $image | docker build -q -t app:1 -
docker tag app:1 app:latest

# Dead is what can't be removed: here, because a file can't. release.sh must follow before the host can go.
dead=$(docker create --name dead $image sh)
touch "/var/lib/docker/containers/$dead/stuck"
chattr +i "/var/lib/docker/containers/$dead/stuck"
docker rm dead || true
