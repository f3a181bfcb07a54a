#include "api/serve/serve.h"

#include "api/door/local_door.h"
#include "api/http/health.h"
#include "api/http/router.h"
#include "api/http/server.h"
#include "api/pages/front_page.h"
#include "api/serve/balance_route.h"
#include "api/serve/job_loop.h"
#include "api/serve/readiness.h"
#include "api/serve/service_log.h"
#include "api/serve/standby.h"
#include "api/serve/stop_signals.h"
#include "api/serve/token_check.h"
#include "api/socket/socket.h"
#include "ledger/actors/random.h"
#include "ledger/calendar/london.h"
#include "scheduler/commands/init.h"
#include "scheduler/payroll/program_rates.h"
#include "scheduler/queue/command_queue.h"
#include "scheduler/service/follow_up.h"

#include <charconv>
#include <ostream>

namespace almoner::api {
namespace {

using ledger::Outcome;
using ledger::Refusal;

constexpr std::uint16_t usual_port = 8443;
constexpr std::uint16_t usual_health_port = 8444;
constexpr std::string_view tls_folder = "tls";

const ledger::Query last_command{"SELECT booked, at_ms FROM journal ORDER BY seq DESC LIMIT 1"};

struct Addresses {
    std::string listen = "127.0.0.1";
    std::uint16_t port = usual_port;
    std::uint16_t health_port = usual_health_port;
    TlsFiles tls;
};

Refusal refusal(const char* code, const char* words, const char* next, std::string field) {
    return {.code = code, .words = words, .next = next, .field = std::move(field), .citation = ""};
}

Outcome<std::uint16_t> port_of(const Call& call, const std::string& field, std::uint16_t usual) {
    const auto given = call.fields.find(field);
    if (given == call.fields.end()) return usual;
    const std::string& text = given->second;
    std::uint16_t port = 0;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), port);
    if (read.ec == std::errc{} && read.ptr == text.data() + text.size()) return port;
    return refusal("port-form", "That is not a port.", "Give a number from 0 to 65535.", field);
}

Outcome<Addresses> addresses_of(const Program& program, const Call& call) {
    Addresses addresses;
    const auto port = port_of(call, "port", usual_port);
    if (!port.accepted()) return port.refusal();
    const auto health_port = port_of(call, "health_port", usual_health_port);
    if (!health_port.accepted()) return health_port.refusal();
    addresses.port = port.value();
    addresses.health_port = health_port.value();
    if (call.fields.contains("listen")) addresses.listen = call.fields.at("listen");
    if (call.fields.contains("certificate") != call.fields.contains("key")) {
        return refusal("certificate-without-key",
                       "A certificate and its key go together.",
                       "Give both, or neither for a self-signed one.",
                       "certificate");
    }
    if (call.fields.contains("certificate")) {
        addresses.tls = {call.fields.at("certificate"), call.fields.at("key")};
    } else {
        addresses.tls = self_signed_certificate(call.data / tls_folder, program.clock() / 1000);
    }
    return addresses;
}

Handler public_handler(const scheduler::Surroundings& around,
                       const Store& store,
                       const Clock& clock,
                       scheduler::CommandRunner& runner) {
    const auto page = [&around](const Request&) {
        Response response;
        response.content_type = "text/html; charset=utf-8";
        response.body = front_page({.area = around.setting("area.name", "this area"),
                                    .phone = around.setting("contact.phone", "")});
        return response;
    };
    return Router({{"GET", "/", Audience::anyone, page}, balance_route(store, clock, runner)},
                  tokens_of(store, clock));
}

void say_how_to_look(const Call& call, const Addresses& addresses, const Server& server) {
    const std::string address = addresses.listen + ":";
    *call.err << "Almoner serves https://" << address << server.port(0) << "/\n"
              << "  health:  http://127.0.0.1:" << server.port(1) << "/readyz\n"
              << "  look:    curl --cacert " << addresses.tls.certificate.string() << " https://"
              << address << server.port(0) << "/\n"
              << "  balance: 'almoner token add --for USER' makes a token, then\n"
              << "           curl --cacert " << addresses.tls.certificate.string()
              << " -H 'Authorization: Bearer TOKEN' https://" << address << server.port(0)
              << "/v1/budgets/BUDGET/balance\n"
              << "  stop:    Ctrl-C, or kill -TERM\n";
    call.err->flush();
}

// The parts of a running server in the order in which they start; they end the other way round.
class Service {
  public:
    Service(const Program& program, const Call& call, std::unique_ptr<ledger::Database> database)
        : clock_(program.clock),
          store_(call.store),
          database_(std::move(database)),
          around_{.folder = call.data, .settings = scheduler::area_settings(*database_)},
          books_clock_(clock_of_books()),
          writer_(*database_, [] { return ledger::random_octets(16); }) {
        around_.settings.emplace(scheduler::program_rates, program.payroll_rates);
    }

    [[nodiscard]] bool has_area() const { return around_.settings.contains("area.name"); }

    int run(const Call& call, const Addresses& addresses, StopOrder& order) {
        scheduler::CommandQueue queue(
            writer_,
            around_,
            [this](const scheduler::Command& command, const ledger::Refusal& refusal) {
                log_.alarm(
                    "internal-error",
                    {{"command", command.name}, {"key", command.key}, {"words", refusal.words}});
            });
        take_up_unfinished(queue);
        LocalDoor door(queue, store_, around_, clock_);
        const SocketServer socket(call.data, door);
        const JobLoop jobs({queue, store_, around_, clock_, log_});
        const Readiness readiness{.store = store_,
                                  .clock = clock_,
                                  .writer_stopped = [&queue] { return queue.stopped(); },
                                  .last_tick_ms = jobs.last_tick_ms(),
                                  .is_simulated = around_.setting("clock", "") == "simulated"};
        const Handler health = health_handler([&readiness] { return check_readiness(readiness); },
                                              [this] { return area_metrics(store_, clock_); });
        Server server({{.address = addresses.listen,
                        .port = addresses.port,
                        .tls = addresses.tls,
                        .handler = with_health_for_this_machine(
                            health, public_handler(around_, store_, books_clock_, queue))},
                       {.address = "127.0.0.1",
                        .port = addresses.health_port,
                        .tls = std::nullopt,
                        .handler = health}},
                      {},
                      [this](const Served& served) { log_.served(served); });
        order.then([&server] { server.stop(); });
        const struct Ended {  // also by an exception: nobody stops a server that is gone
            StopOrder& order;
            ~Ended() { order.then({}); }
        } ended{order};
        say_how_to_look(call, addresses, server);
        log_.note("started");
        {
            const WriterWatch watch(store_.takes_turns, queue, [this, &order] {
                log_.alarm("writer-stopped", {});
                order.stop();
            });
            server.run();
        }
        log_.note("stopped");
        if (!queue.stopped()) return exit_ok;
        return store_.takes_turns ? exit_temporary : exit_integrity;
    }

  private:
    void take_up_unfinished(scheduler::CommandQueue& queue) const {
        const auto reader = store_.open_reader();
        const Moment moment = moment_to_go_on(*reader);
        const auto sent =
            scheduler::take_up_unfinished(queue, *reader, around_, moment.today, moment.at_ms);
        if (!sent.accepted()) log_.alarm("sending-refused", {{"code", sent.refusal().code}});
    }

    struct Moment {
        ledger::Date today{};
        std::int64_t at_ms = 0;
    };
    // Now; in a simulated area the moment of its last command, since its days are those that its
    // callers say, and a later one would refuse theirs.
    [[nodiscard]] Moment moment_to_go_on(ledger::Database& reader) const {
        Moment moment{.today = today_in_london(clock_), .at_ms = clock_()};
        if (around_.setting("clock", "real") != "simulated") return moment;
        ledger::Rows rows = reader.select(last_command);
        if (rows.next()) moment = {.today = rows.date(0), .at_ms = rows.integer(1)};
        return moment;
    }

    // What is read is read as of now; in a simulated area as of noon on the last day of its books.
    [[nodiscard]] Clock clock_of_books() const {
        if (around_.setting("clock", "real") != "simulated") return clock_;
        return [this] {
            const Moment moment = moment_to_go_on(*store_.open_reader());
            const ledger::CivilTime noon{.on = moment.today, .at = ledger::TimeOfDay{12 * 60}};
            return std::int64_t{ledger::instant_of(noon).time_since_epoch().count()} * 1000;
        };
    }

    ServiceLog log_;
    Clock clock_;
    Store store_;
    std::unique_ptr<ledger::Database> database_;
    scheduler::Surroundings around_;
    Clock books_clock_;
    ledger::AreaWriter writer_;
};

Refusal no_area() {
    return refusal("area-missing",
                   "There is no area in this data folder.",
                   "Make one with 'almoner init --name NAME', or give another --data.",
                   "--data");
}

}  // namespace

int serve(const Program& program, Call& call) {
    if (call.dry_run) return show_usage(call, no_dry_run("Serving an area"));
    if (!call.store.has_area()) return show_refusal(call, no_area());
    std::filesystem::create_directories(call.data);
    const Outcome<Addresses> addresses = addresses_of(program, call);
    if (!addresses.accepted()) return show_usage(call, addresses.refusal());
    StopOrder order;
    StopSignals signals;
    signals.on_signal([&order] { order.stop(); });
    std::unique_ptr<ledger::Database> database = writer_in_turn(
        call.store, order, {.health_port = addresses.value().health_port, .err = call.err});
    if (!database) return exit_ok;
    Service service(program, call, std::move(database));
    if (!service.has_area()) return show_refusal(call, no_area());
    return service.run(call, addresses.value(), order);
}

}  // namespace almoner::api
