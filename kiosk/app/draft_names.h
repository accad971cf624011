#pragma once
// The words by which an interrupted form names pages, fields and choices, in both directions. They are what later
// versions of the program read: a word that was ever used is never given another meaning.

#include "kiosk/domain/catalogue.h"
#include "kiosk/domain/wire_names.h"
#include "kiosk/screens/resident/file_complaint.h"
#include "kiosk/screens/resident/rate_service.h"
#include "kiosk/screens/resident/register_need.h"

namespace bianmin::app {

inline constexpr domain::WireNames<domain::ServiceGroup, 3> kGroupNames{
    {{domain::ServiceGroup::Life, "life"},
     {domain::ServiceGroup::Culture, "culture"},
     {domain::ServiceGroup::MutualAid, "mutual_aid"}}};

inline constexpr domain::WireNames<screens::Salutation, 3> kSalutationNames{
    {{screens::Salutation::None, ""}, {screens::Salutation::Mr, "mr"}, {screens::Salutation::Ms, "ms"}}};

// The texts that are kept: all but LastFour, which proves who asks.
inline constexpr domain::WireNames<screens::Field, 9> kFieldNames{{{screens::Field::Number, "number"},
                                                                   {screens::Field::Phone, "phone"},
                                                                   {screens::Field::Name, "name"},
                                                                   {screens::Field::Description, "description"},
                                                                   {screens::Field::AddressNote, "address_note"},
                                                                   {screens::Field::Room, "room"},
                                                                   {screens::Field::Ticket, "ticket"},
                                                                   {screens::Field::Whom, "whom"},
                                                                   {screens::Field::Comment, "comment"}}};

inline constexpr domain::WireNames<screens::NeedPage, 13> kNeedPageNames{{{screens::NeedPage::Group, "group"},
                                                                          {screens::NeedPage::Service, "service"},
                                                                          {screens::NeedPage::Package, "package"},
                                                                          {screens::NeedPage::Details, "details"},
                                                                          {screens::NeedPage::Privacy, "privacy"},
                                                                          {screens::NeedPage::Compound, "compound"},
                                                                          {screens::NeedPage::Building, "building"},
                                                                          {screens::NeedPage::Unit, "unit"},
                                                                          {screens::NeedPage::Room, "room"},
                                                                          {screens::NeedPage::Time, "time"},
                                                                          {screens::NeedPage::Name, "name"},
                                                                          {screens::NeedPage::Phone, "phone"},
                                                                          {screens::NeedPage::Review, "review"}}};

inline constexpr domain::WireNames<screens::RatingPage, 11> kRatingPageNames{
    {{screens::RatingPage::What, "what"},
     {screens::RatingPage::Order, "order"},
     {screens::RatingPage::Window, "window"},
     {screens::RatingPage::Stars, "stars"},
     {screens::RatingPage::Dimensions, "dimensions"},
     {screens::RatingPage::Reasons, "reasons"},
     {screens::RatingPage::Who, "who"},
     {screens::RatingPage::Privacy, "privacy"},
     {screens::RatingPage::Name, "name"},
     {screens::RatingPage::Phone, "phone"},
     {screens::RatingPage::Review, "review"}}};

inline constexpr domain::WireNames<screens::ComplaintPage, 10> kComplaintPageNames{
    {{screens::ComplaintPage::Kind, "kind"},
     {screens::ComplaintPage::About, "about"},
     {screens::ComplaintPage::Subject, "subject"},
     {screens::ComplaintPage::Occasion, "occasion"},
     {screens::ComplaintPage::Words, "words"},
     {screens::ComplaintPage::Who, "who"},
     {screens::ComplaintPage::Privacy, "privacy"},
     {screens::ComplaintPage::Name, "name"},
     {screens::ComplaintPage::Phone, "phone"},
     {screens::ComplaintPage::Review, "review"}}};

}  // namespace bianmin::app
