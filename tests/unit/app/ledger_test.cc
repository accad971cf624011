// Staff at the 整改台账.
#include <gmock/gmock.h>

#include "tests/unit/app/workbench.h"

namespace bianmin::app {
namespace {

using screens::GrievanceAct;
using screens::HandlingProblem;
using screens::LedgerState;
using ::testing::IsEmpty;
using ::testing::SizeIs;
using ::testing::StartsWith;

class TheLedger : public AtTheWorkbench {
 protected:
  TheLedger() { Opens(screens::StaffTile::Rectification); }
  Commands Exports() { return Does(GrievanceAct{screens::ExportLedger{}}); }
};

TEST_F(TheLedger, IsWrittenToTheFolderOfReportsNotToThatOfPictures) {
  model().machine.import_folder = "/media/pictures";
  model().machine.export_folder = "/media/reports";
  EXPECT_THAT(Asked<ReadForExport>(Exports()), SizeIs(1));
  const Commands commands = Hears(GrievanceReport{LedgerForExport{std::vector<domain::Rectification>{}}});
  ASSERT_THAT(Asked<WriteLedger>(commands), SizeIs(1));
  EXPECT_THAT(Asked<WriteLedger>(commands)[0].file, StartsWith("/media/reports/rectifications-"));
}

TEST_F(TheLedger, IsNotWrittenWhereNoFolderIsSet) {
  model().machine.import_folder = "/media/pictures";
  EXPECT_THAT(Exports(), IsEmpty());
  EXPECT_EQ(On<LedgerState>()->problem, HandlingProblem::NoStick);
  EXPECT_FALSE(model().is_saving);
}

}  // namespace
}  // namespace bianmin::app
