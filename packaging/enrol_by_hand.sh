#!/usr/bin/env bash
# Gets a certificate from a centre with nothing but curl and openssl, as any client of EST (RFC 7030) may: for a kiosk whose
# key is made elsewhere, and as a proof that nothing of it is our own invention. `bianmin-sync enrol` does the same.
# usage: packaging/enrol_by_hand.sh https://HOST:PORT CA_FILE CITY/CENTRE/KIOSK DIR   (the one-time code on standard input)
#
# Leaves in DIR (mode 0700): kiosk.key (mode 0600), kiosk.pem, and ca.pem with the authorities that the centre names.
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"
usage="usage: enrol_by_hand.sh https://HOST:PORT CA_FILE CITY/CENTRE/KIOSK DIR"
url=${1:?$usage} ca=${2:?$usage} kiosk=${3:?$usage} dir=${4:?$usage}
umask 077
mkdir -p "$dir"
IFS= read -r code || [ -n "$code" ] || die "no one-time code on standard input"

ask() {  # ADDRESS OUTPUT CURL_ARGUMENT…: an answer that is no success is a problem in JSON, and is shown
  curl --silent --show-error --fail-with-body --cacert "$ca" --output "$2" "${@:3}" "$url/.well-known/est/$1" ||
    die "the centre refused: $(cat "$2" 2>/dev/null)"
}
certificates() { openssl base64 -d -in "$1" | openssl pkcs7 -inform DER -print_certs | sed -n '/^-----BEGIN/,/^-----END/p'; }

if [ ! -s "$dir/kiosk.key" ]; then
  openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out "$dir/kiosk.key" 2>/dev/null
fi
openssl req -new -key "$dir/kiosk.key" -subj "/CN=${kiosk##*/}" -outform DER | openssl base64 >"$dir/request"
# The code goes through a file descriptor: arguments can be read by everybody on the machine.
ask simpleenroll "$dir/answer" --config <(printf 'user = "%s:%s"\n' "$kiosk" "$code") \
  --header 'Content-Type: application/pkcs10' --data-binary "@$dir/request"
certificates "$dir/answer" >"$dir/kiosk.pem"
ask cacerts "$dir/answer"
certificates "$dir/answer" >"$dir/ca.pem"
rm -f "$dir/request" "$dir/answer"
openssl x509 -in "$dir/kiosk.pem" -noout -serial -enddate -ext subjectAltName
