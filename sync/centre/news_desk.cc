#include "sync/centre/news_desk.h"

#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>

namespace bianmin::centre {

namespace asio = boost::asio;

NewsDesk::Place::Place(NewsDesk& desk, const std::string& source, const asio::any_io_executor& executor)
    : desk_(desk), position_(desk.places_.emplace(source, this)), timer_(executor), is_called_(desk.is_closed_) {}

NewsDesk::Place::~Place() { desk_.places_.erase(position_); }

asio::awaitable<bool> NewsDesk::Place::Wait() {
  if (!is_called_) {
    boost::system::error_code interrupted;
    co_await timer_.async_wait(asio::redirect_error(asio::use_awaitable, interrupted));
  }
  const bool was_called = is_called_;
  is_called_ = desk_.is_closed_;
  co_return was_called;
}

void NewsDesk::Call(const std::vector<std::string>& sources) {
  for (const std::string& source : sources) {
    // A city's kiosks stand beside each other, those of another whose name only begins alike between them.
    for (auto place = places_.lower_bound(source); place != places_.end(); ++place) {
      const std::string& who = place->first;
      if (!who.starts_with(source)) break;
      if (who.size() > source.size() && who[source.size()] != ':') continue;
      place->second->is_called_ = true;
      place->second->timer_.cancel();
    }
  }
}

void NewsDesk::Close() {
  is_closed_ = true;
  for (const auto& [source, place] : places_) {
    place->is_called_ = true;
    place->timer_.cancel();
  }
}

}  // namespace bianmin::centre
