# Starts three registries in a testbed host: on port 5000 an open one, on 5001 one that wants to know who it is (robot, with the
# password "secret"), and on 5002 the open one again, at 2 MB/s. Pushes images to the open one, and to the one with the password.
set -eu
etc=/etc/docker/registry
serve() { # NAME PORT AUTH
  mkdir -p $etc
  cat >$etc/"$1".yml <<EOF
version: 0.1
log: {level: warn}
storage: {filesystem: {rootdirectory: /var/lib/docker/registry-$1}}
http: {addr: "127.0.0.1:$2"}
$3
EOF
  systemd-run --quiet --unit "registry-$1" docker-registry serve $etc/"$1".yml
}

serve open 5000 ''
serve closed 5001 "auth: {htpasswd: {realm: test, path: $etc/htpasswd}}"
printf '%s\n' 'robot:$2b$04$HH8WUyPEj6K5YeZVbPRA7ODXJPRSsbPVeceFy0TAkjOMrNrQlbCWm' >$etc/htpasswd

cat >/usr/local/sbin/slow-registry <<'EOF'
import socket, threading, time

def pump(source, sink, rate):
    try:
        while data := source.recv(65536):
            sink.sendall(data)
            time.sleep(len(data) / rate)
    except OSError:
        pass
    for end in source, sink:
        try:
            end.shutdown(socket.SHUT_RDWR)
        except OSError:
            pass

door = socket.create_server(("127.0.0.1", 5002))
while True:
    client, _ = door.accept()
    registry = socket.create_connection(("127.0.0.1", 5000))
    threading.Thread(target=pump, args=(client, registry, 1e9)).start()
    threading.Thread(target=pump, args=(registry, client, 2e6)).start()
EOF
systemd-run --quiet --unit registry-slow python3 /usr/local/sbin/slow-registry

for port in 5000 5001 5002; do
  for _ in $(seq 100); do
    if curl --silent --output /dev/null "http://127.0.0.1:$port/v2/"; then break; fi
    sleep 0.1
  done
done

# Three layers beside busybox's own: of a few bytes, of 1 MB, and of 30 MB, which takes the slow one 15 s.
random='dd if=/dev/urandom bs=1M'
printf 'FROM rightlink-testbed/busybox\nRUN echo small >/small\nRUN %s count=1 of=/one\nRUN %s count=30 of=/thirty\n' \
  "$random" "$random" | docker build --quiet --tag 127.0.0.1:5000/team/big:1 -
docker push --quiet 127.0.0.1:5000/team/big:1
for version in 1 2; do
  printf 'FROM rightlink-testbed/busybox\nRUN echo %s >/version\n' $version |
    docker build --quiet --tag 127.0.0.1:5000/app:$version -
  docker push --quiet 127.0.0.1:5000/app:$version
done
docker tag 127.0.0.1:5000/app:1 127.0.0.1:5000/app:latest
docker push --quiet 127.0.0.1:5000/app:latest

docker tag 127.0.0.1:5000/app:1 127.0.0.1:5001/private:1
printf secret | docker login --username robot --password-stdin 127.0.0.1:5001 2>/dev/null
docker push --quiet 127.0.0.1:5001/private:1
docker logout 127.0.0.1:5001

docker image ls --quiet --filter reference='127.0.0.1:500*/*' --filter reference='127.0.0.1:500*/*/*' | sort -u |
  xargs docker image rm --force
