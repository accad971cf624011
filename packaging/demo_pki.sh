#!/usr/bin/env bash
# A throw-away certificate authority for the demonstration and the end-to-end tests; never for a real counter.
# usage: packaging/demo_pki.sh DIR [KIOSK_URN]
#
# Leaves in DIR (mode 0700): ca.pem, centre.pem + centre.key (localhost, 127.0.0.1, ::1), kiosk.pem + kiosk.key (SAN URI =
# KIOSK_URN, the `source` of the kiosk's events). Keys are P-256, mode 0600. What is there and still good for two days is kept.
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"
dir=${1:?usage: demo_pki.sh DIR [KIOSK_URN]}
urn=${2:-urn:bianmin:demo-city:jingan:k01}
umask 077
mkdir -p "$dir"
cd "$dir"

is_good() {
  [ -s ca.pem ] && [ -s "$1.pem" ] && [ -s "$1.key" ] &&
    openssl x509 -checkend 172800 -noout -in "$1.pem" >/dev/null 2>&1 &&
    openssl verify -CAfile ca.pem "$1.pem" >/dev/null 2>&1 &&
    openssl x509 -noout -ext subjectAltName -in "$1.pem" 2>/dev/null | grep -qF "$2"
}

if is_good centre DNS:localhost && is_good kiosk "URI:$urn"; then exit 0; fi

new_key() { openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out "$1" 2>/dev/null; }

certificate() {  # NAME COMMON_NAME USAGE SUBJECT_ALT_NAME
  new_key "$1.key"
  openssl req -new -key "$1.key" -subj "/O=Bianmin demonstration/CN=$2" -out "$1.csr"
  openssl x509 -req -in "$1.csr" -CA ca.pem -CAkey ca.key -CAcreateserial -days 90 -sha256 -out "$1.pem" -extfile <(
    printf 'basicConstraints=critical,CA:FALSE\nkeyUsage=critical,digitalSignature\nextendedKeyUsage=%s\n' "$3"
    printf 'subjectAltName=%s\nsubjectKeyIdentifier=hash\nauthorityKeyIdentifier=keyid\n' "$4"
  ) 2>/dev/null
  rm -f "$1.csr"
}

rm -f ca.* centre.pem centre.key kiosk.pem kiosk.key
new_key ca.key
openssl req -x509 -new -key ca.key -sha256 -days 365 -subj "/O=Bianmin demonstration/CN=Throw-away authority" \
  -addext "basicConstraints=critical,CA:TRUE,pathlen:0" -addext "keyUsage=critical,keyCertSign,cRLSign" -out ca.pem
certificate centre localhost serverAuth "DNS:localhost,IP:127.0.0.1,IP:::1"
certificate kiosk "${urn##*:}" clientAuth "URI:$urn"
rm -f ca.key ca.srl  # nobody can be issued another one
is_good centre DNS:localhost && is_good kiosk "URI:$urn" || die "openssl did not make usable certificates in $dir"
