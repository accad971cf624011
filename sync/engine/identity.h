#pragma once
// The three files by which a kiosk is known and knows the centre, and how they are replaced. A certificate and its key
// are two files, and only one can be renamed at a time; so the new ones stand beside the old ones (".next") until both
// are on the disk, and Recover() finishes what a crash left between the two renames. At no moment is a key lost whose
// certificate the centre gave out, nor a certificate that works.
//
// Used by `bianmin-sync enrol` and by the daemon's renewer, never by both at once (the daemon's instance lock).

#include <filesystem>
#include <optional>

#include "kiosk/base/result.h"
#include "sync/pki/certificate.h"
#include "sync/pki/private_key.h"

namespace bianmin::engine {

struct IdentityPaths {
  std::filesystem::path ca;
  std::filesystem::path certificate;  // empty, with `key`: none is shown
  std::filesystem::path key;
};

class Identity {
 public:
  explicit Identity(IdentityPaths paths) : paths_(std::move(paths)) {}

  // To be called before anything else looks at the files. Does nothing when no replacement broke off.
  base::Result<base::Done> Recover();
  // The certificate in use. NotFound: this kiosk was never enrolled. Corrupt: the key is not its own.
  base::Result<pki::Certificate> Current() const;

  // The key that is to follow: on the disk (mode 0600) when this returns; the one of an earlier try if there is one.
  base::Result<pki::PrivateKey> NextKey();
  // The certificate that waits to be adopted.
  std::optional<pki::Certificate> Next() const;
  // Invalid when it is not for the next key.
  base::Result<base::Done> KeepNext(const pki::Certificate& certificate);
  // Where the next ones are, to be tried.
  IdentityPaths NextPaths() const;
  // From now on they are those in use.
  base::Result<base::Done> AdoptNext();
  // They are no use.
  void DropNext();

  // The authorities that the centre is recognised by.
  base::Result<std::vector<pki::Certificate>> Trust() const;
  base::Result<base::Done> ReplaceTrust(const std::vector<pki::Certificate>& authorities);

  const IdentityPaths& paths() const { return paths_; }

 private:
  IdentityPaths paths_;
};

}  // namespace bianmin::engine
