#pragma once
// Writes the kiosk's events as CloudEvents 1.0 in JSON (sync/openapi.yaml): what statistics need is plain, what is
// personal stands only in data.sealed, a sealed box to the centre's key (to the city's, for a complaint about the
// centre itself). An anonymous rating carries no subject, number, contact or moment.

#include <optional>
#include <string>

#include "kiosk/base/crypto.h"
#include "kiosk/base/result.h"
#include "kiosk/domain/event.h"

namespace bianmin::wire {

struct WriterKeys {
  base::PublicKey centre{};
  std::optional<base::PublicKey> city;  // nothing: the centre's key serves both
};

class CloudEventWriter final : public domain::EventWriter {
 public:
  CloudEventWriter(std::string source, WriterKeys keys) : source_(std::move(source)), keys_(keys) {}

  std::string OrderRegistered(const domain::Order& order, const domain::EventStamp& stamp) const override;
  std::string OrderCancelled(const domain::RecordNumber& number, std::string_view reason_code,
                             const domain::EventStamp& stamp) const override;
  std::string OrderReminded(const domain::RecordNumber& number, const domain::EventStamp& stamp) const override;
  std::string OrderCompletionConfirmed(const domain::RecordNumber& number,
                                       const domain::EventStamp& stamp) const override;
  std::string OrderReopened(const domain::RecordNumber& number, const domain::EventStamp& stamp) const override;
  std::string OrderHandled(const domain::HandledOrder& handled, const domain::EventStamp& stamp) const override;
  std::string RatingGiven(const domain::RatingId& id, const domain::GivenRating& rating,
                          const std::optional<domain::RecordNumber>& number,
                          const domain::EventStamp& stamp) const override;
  std::string ComplaintFiled(const domain::Complaint& complaint, const domain::EventStamp& stamp) const override;

  std::string ShiftClosed(const domain::ClosedShift& closed, const domain::EventStamp& stamp) const override;
  std::string KioskRestored(const domain::RestoredKiosk& restored, const domain::EventStamp& stamp) const override;
  std::string ContactCorrected(const domain::RecordNumber& number, const domain::Contact& contact,
                               const domain::EventStamp& stamp) const override;
  std::string PersonalErased(const domain::RecordNumber& number, const domain::EventStamp& stamp) const override;
  std::string ComplaintHandled(const domain::GrievanceHandled& handled, const domain::EventStamp& stamp) const override;
  std::string RectificationHasChanged(const domain::RectificationChanged& changed,
                                      const domain::EventStamp& stamp) const override;

 private:
  std::string source_;
  WriterKeys keys_;
};

}  // namespace bianmin::wire
