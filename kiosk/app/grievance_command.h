#pragma once
// What the pages of complaints and of the 整改台账 want of the store. Part of StaffCommand.

#include <memory>
#include <string>
#include <variant>
#include <vector>

#include "kiosk/base/bitmap.h"
#include "kiosk/base/result.h"
#include "kiosk/domain/handling.h"
#include "kiosk/domain/rectifying.h"
#include "kiosk/screens/staff/complaint_page.h"
#include "kiosk/store/store.h"

namespace bianmin::app {

struct ReadGrievance {
  domain::Handler by;
  domain::RecordNumber number;
};
struct PerformHandling {
  domain::Handler by;
  domain::RecordNumber number;
  domain::HandlingRequest request;
};
struct ReadComplainant {
  domain::Handler by;
  domain::RecordNumber number;
};
struct ReadLedger {
  domain::Handler by;
};
struct ReadLine {
  domain::Handler by;
  domain::RectificationId id;
};
struct ReadLineOfRating {
  domain::Handler by;
  domain::RatingId anonymous;
};
struct ReadPhoto {
  domain::Handler by;
  domain::RectificationId id;
  std::size_t place = 0;
};
struct PerformRectifying {
  domain::Handler by;
  domain::RectificationId id;
  domain::RectifyingRequest request;
  std::string folder;  // of the stick
};
struct EnterFoundProblem {
  domain::Handler by;
  domain::FoundProblem problem;
};
struct ListPictures {
  std::string folder;
};
struct ReadForExport {
  domain::Handler by;
};
struct WriteLedger {
  std::string file;
  std::string content;
};

using GrievanceCommand =
    std::variant<ReadGrievance, PerformHandling, ReadComplainant, ReadLedger, ReadLine, ReadLineOfRating, ReadPhoto,
                 PerformRectifying, EnterFoundProblem, ListPictures, ReadForExport, WriteLedger>;

struct GrievanceRead {
  base::Result<domain::Grievance> grievance;
  std::vector<screens::Workmate> workmates;
};
struct GrievanceHandled {
  domain::HandlingAct act;
  base::Result<domain::Grievance> grievance;
};
struct ComplainantRead {
  base::Result<domain::Contact> contact;
};
struct LedgerRead {
  base::Result<std::vector<domain::Rectification>> lines;
  std::vector<domain::GrievanceSummary> grievances;
  std::vector<screens::Workmate> workmates;
};
struct LineRead {
  base::Result<domain::Rectification> line;
};
// Decoded, for the screen.
struct PhotoRead {
  domain::RectificationId id;
  std::size_t place = 0;
  base::Result<std::shared_ptr<const base::Bitmap>> bitmap;
};
struct LineChanged {
  std::optional<domain::RectificationAct> act;  // nothing: it was entered
  base::Result<domain::Rectification> line;
};
struct PicturesListed {
  base::Result<std::vector<std::string>> names;
};
struct LedgerForExport {
  base::Result<std::vector<domain::Rectification>> lines;
};
struct LedgerWritten {
  std::string file;
  base::Result<base::Done> written;
};

using GrievanceReport = std::variant<GrievanceRead, GrievanceHandled, ComplainantRead, LedgerRead, LineRead, PhotoRead,
                                     LineChanged, PicturesListed, LedgerForExport, LedgerWritten>;

GrievanceReport CarryOut(const GrievanceCommand& command, store::Store& store);
// For want of a store.
GrievanceReport Failed(const GrievanceCommand& command, const base::Error& error);

}  // namespace bianmin::app
