#pragma once
// Who waits for news, and the waking of those whom it concerns. A connection signs up *before* it asks the archive, so
// that news arriving between the question and the waiting is not missed. Lives on the sockets' thread.

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/steady_timer.hpp>
#include <chrono>
#include <map>
#include <string>
#include <vector>

namespace bianmin::centre {

class NewsDesk {
 public:
  // One connection's place in the line; it leaves the line on destruction.
  class Place {
   public:
    Place(NewsDesk& desk, const std::string& source, const boost::asio::any_io_executor& executor);
    ~Place();
    Place(const Place&) = delete;
    Place& operator=(const Place&) = delete;

    // From now on; once.
    void SetDeadline(std::chrono::seconds from_now) { timer_.expires_after(from_now); }
    // True: there was news since signing up or since the last wait, or the desk closed. False: the time is over.
    boost::asio::awaitable<bool> Wait();

   private:
    friend class NewsDesk;
    NewsDesk& desk_;
    std::multimap<std::string, Place*>::iterator position_;
    boost::asio::steady_timer timer_;
    bool is_called_ = false;
  };

  bool is_empty() const { return places_.empty(); }
  // Each of `sources` is that of a kiosk, or the front of many: "urn:bianmin:demo-city" calls all of that city.
  void Call(const std::vector<std::string>& sources);
  // Calls everybody, now and as soon as they come.
  void Close();
  bool is_closed() const { return is_closed_; }

 private:
  std::multimap<std::string, Place*> places_;
  bool is_closed_ = false;
};

}  // namespace bianmin::centre
