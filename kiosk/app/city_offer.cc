#include "kiosk/app/city_offer.h"

#include <algorithm>
#include <map>

#include "kiosk/base/log.h"
#include "kiosk/domain/remote_settings.h"

namespace bianmin::app {
namespace {

using base::Error;
using base::ErrorCode;
using base::Result;
using domain::PublicationKind;
using domain::PublicationState;
using store::KeptPublication;

// Of one kind and scope, oldest first.
using Versions = std::vector<KeptPublication>;

// Takes what is kept of one kind into the offer, the narrowest scope first, and what it can be read from.
class Reading {
 public:
  Reading(store::Publications& publications, const OfferRules& rules, CityOffer& offer)
      : publications_(publications), rules_(rules), offer_(offer) {}

  Result<base::Done> Take(PublicationKind kind, const std::vector<Versions>& scopes) {
    for (const Versions& versions : scopes) {
      if (versions.back().state == PublicationState::Withdrawn) continue;
      for (auto each = versions.rbegin(); each != versions.rend(); ++each) {
        if (!each->publication.content) continue;
        const auto read = Read(*each, versions);
        if (!read) {
          if (auto refused = Refuse(*each, read.error().message); !refused) return refused;
          continue;
        }
        if (each->state == PublicationState::Held) offer_.untried.push_back(each->place);
        if (kind != PublicationKind::Notices) return base::Done{};
        break;  // those of wider scopes are shown, too
      }
    }
    return base::Done{};
  }

 private:
  Result<base::Done> Read(const KeptPublication& kept, const Versions& versions) {
    const domain::Publication& document = kept.publication;
    if (!document.scope.Covers(rules_.local.kiosk.name.Source())) {
      return Error{ErrorCode::Refused, "it is meant for other kiosks"};
    }
    const std::string name = domain::NameOf(document.kind, document.scope, document.version);
    const std::string& content = *document.content;
    switch (document.kind) {
      case PublicationKind::Catalogue:
        return Keep(domain::ReadCatalogue(content, name), offer_.catalogue);
      case PublicationKind::Providers:
        return Keep(domain::ReadProviders(content, name), offer_.providers);
      case PublicationKind::Calendar:
        return Keep(domain::ReadCalendar(content, name), offer_.calendar);
      case PublicationKind::Notices:
        return ReadNotices(content, name);
      case PublicationKind::Settings:
        return ReadSettings(kept, versions, name);
    }
    return base::Done{};
  }

  template <class T>
  static Result<base::Done> Keep(Result<T> read, std::optional<T>& into) {
    if (!read) return read.error();
    into = *std::move(read);
    return base::Done{};
  }

  Result<base::Done> ReadNotices(const std::string& content, const std::string& name) {
    auto notices = domain::ReadNotices(content, name);
    if (!notices) return notices.error();
    offer_.notices.insert(offer_.notices.end(), notices->begin(), notices->end());
    return base::Done{};
  }

  Result<base::Done> ReadSettings(const KeptPublication& kept, const Versions& versions, const std::string& name) {
    const domain::Publication& document = kept.publication;
    if (!rules_.operator_key) {
      return Error{ErrorCode::Refused,
                   "settings are not taken here: storage.operator_public_key of kiosk.toml is empty"};
    }
    const bool is_signed =
        document.signature && base::IsSignedBy(*rules_.operator_key, domain::SignedText(document), *document.signature);
    if (!is_signed) return Error{ErrorCode::Refused, "they are not signed by this kiosk's operator"};
    const bool is_older = std::any_of(versions.begin(), versions.end(), [&](const KeptPublication& other) {
      return other.state == PublicationState::InForce && other.publication.published_at > document.published_at;
    });
    if (is_older) return Error{ErrorCode::Refused, "they are older than those that are in force"};
    const auto settings = domain::ReadRemoteSettings(*document.content, name);
    if (!settings) return settings.error();
    offer_.kiosk = domain::With(*settings, rules_.local.kiosk);
    return base::Done{};
  }

  Result<base::Done> Refuse(const KeptPublication& kept, const std::string& why) {
    const domain::Publication& document = kept.publication;
    base::LogWarning("{} cannot be used; what was in use before stays: {}",
                     domain::NameOf(document.kind, document.scope, document.version), why);
    return publications_.Refuse(kept.place, why);
  }

  store::Publications& publications_;
  const OfferRules& rules_;
  CityOffer& offer_;
};

// By kind, each scope's versions, the narrowest scope first.
std::map<PublicationKind, std::vector<Versions>> Sorted(std::vector<KeptPublication> all) {
  std::map<PublicationKind, std::vector<Versions>> sorted;
  for (KeptPublication& each : all) {
    auto& scopes = sorted[each.publication.kind];
    const bool is_same = !scopes.empty() && scopes.back().back().publication.scope == each.publication.scope;
    if (!is_same) scopes.emplace_back();
    scopes.back().push_back(std::move(each));
  }
  for (auto& [kind, scopes] : sorted) {
    std::stable_sort(scopes.begin(), scopes.end(), [](const Versions& a, const Versions& b) {
      return a.back().publication.scope.Depth() > b.back().publication.scope.Depth();
    });
  }
  return sorted;
}

screens::DeviceThing ThingOf(PublicationKind kind) {
  switch (kind) {
    case PublicationKind::Catalogue:
      return screens::DeviceThing::Catalogue;
    case PublicationKind::Providers:
      return screens::DeviceThing::Providers;
    case PublicationKind::Calendar:
      return screens::DeviceThing::Calendar;
    case PublicationKind::Notices:
      return screens::DeviceThing::Notices;
    case PublicationKind::Settings:
      break;
  }
  return screens::DeviceThing::Settings;
}

}  // namespace

Result<CityOffer> ReadCityOffer(store::Store& store, const OfferRules& rules) {
  store::Publications publications(store);
  auto all = publications.All();
  if (!all) return all.error();
  CityOffer offer;
  Reading reading(publications, rules, offer);
  for (const auto& [kind, scopes] : Sorted(*std::move(all))) {
    if (auto taken = reading.Take(kind, scopes); !taken) return taken.error();
  }
  std::stable_sort(offer.notices.begin(), offer.notices.end(),
                   [](const domain::Notice& a, const domain::Notice& b) { return a.from > b.from; });
  auto documents = publications.Overview();
  if (!documents) return documents.error();
  for (std::size_t i = 0; i < documents->size(); ++i) {
    const auto& here = (*documents)[i].publication;
    const bool is_newest = i + 1 == documents->size() || (*documents)[i + 1].publication.kind != here.kind ||
                           (*documents)[i + 1].publication.scope != here.scope;
    if (is_newest) offer.documents.push_back((*documents)[i]);
  }
  return offer;
}

std::vector<screens::DeviceLine> LinesOf(const CityOffer& offer) {
  using screens::DeviceHealth;
  using screens::DeviceReason;
  std::vector<screens::DeviceLine> lines;
  for (const KeptPublication& each : offer.documents) {
    if (each.state == PublicationState::Withdrawn) continue;
    screens::DeviceLine line{.thing = ThingOf(each.publication.kind),
                             .health = DeviceHealth::Ok,
                             .reason = DeviceReason::TakenOver,
                             .detail = {},
                             .count = each.publication.version,
                             .since = each.since};
    if (each.state == PublicationState::Held) line.reason = DeviceReason::NotTakenYet;
    if (each.state == PublicationState::Refused) {
      line.health = DeviceHealth::Degraded;
      line.reason = DeviceReason::NotTaken;
      line.detail = each.why;
    }
    lines.push_back(std::move(line));
  }
  return lines;
}

}  // namespace bianmin::app
