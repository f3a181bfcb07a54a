// almoner_hmrc: a transaction engine to rehearse with, over HTTPS on this machine.
#include "api/http/server.h"
#include "ops/hmrc_stand_in/engine.h"

#include <CLI/CLI.hpp>
#include <chrono>
#include <cstdio>
#include <fstream>
#include <stdexcept>
#include <string>
#include <vector>

namespace {

using namespace almoner;
using ops::hmrc_stand_in::Engine;

struct Arguments {
    std::uint16_t port = 8453;
    std::string folder = "hmrc-stand-in";
    std::string credentials;
    int poll_after_s = 2;
    std::vector<std::string> faults;
};

void describe(CLI::App& app, Arguments& given) {
    app.add_option("--port", given.port, "Where it listens, on this machine alone");
    app.add_option("--folder", given.folder, "Folder of its certificate");
    app.add_option("--credentials",
                   given.credentials,
                   "File with the lines 'sender-id NAME' and 'password WORDS' that it knows")
        ->required();
    app.add_option("--poll-after", given.poll_after_s, "Seconds that it asks to wait");
    app.add_option("--fault", given.faults, "KIND:N, e.g. outage:3; may be repeated");
    app.footer("Example:\n  almoner_hmrc --port 8453 --credentials sender.txt --fault reject:1");
}

ops::hmrc_stand_in::Sender known_sender(const std::string& file) {
    std::ifstream in(file);
    std::string word;
    ops::hmrc_stand_in::Sender sender;
    if (!(in >> word >> sender.id >> word) || !std::getline(in >> std::ws, sender.password)) {
        throw std::runtime_error("can't read " + file);
    }
    return sender;
}

void serve(const Arguments& given) {
    const std::string here = "https://localhost:" + std::to_string(given.port);
    Engine engine(known_sender(given.credentials), here + "/poll", given.poll_after_s);
    for (const std::string& text : given.faults) {
        const auto fault = ops::hmrc_stand_in::parse_fault(text);
        if (!fault.accepted()) throw std::runtime_error(fault.refusal().next);
        engine.expect(fault.value());
    }
    const auto now = std::chrono::duration_cast<std::chrono::seconds>(
        std::chrono::system_clock::now().time_since_epoch());
    api::Listener listener;
    listener.port = given.port;
    listener.tls = api::self_signed_certificate(given.folder, now.count());
    listener.handler = [&](const api::Request& request) {
        const auto answer = engine.answer(request.body);
        api::Response response;
        response.status = answer.status;
        response.content_type = "text/xml";
        response.body = answer.body;
        return response;
    };
    api::Server server({std::move(listener)});
    std::printf("%s/submission, certificate in %s\n", here.c_str(), given.folder.c_str());
    std::fflush(stdout);  // whoever started it waits for the address
    server.run();
}

}  // namespace

int main(int argc, char** argv) {
    CLI::App app("A transaction engine to rehearse with.");
    Arguments given;
    try {
        describe(app, given);
        app.parse(argc, argv);
        serve(given);
        return 0;
    } catch (const CLI::ParseError& error) {
        return app.exit(error);
    } catch (const std::exception& error) {
        std::fprintf(stderr, "almoner_hmrc: %s\n", error.what());
        return 1;
    }
}
