// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Whatever a server sends, in pieces of any size: what was told piece by piece is the answer, and the pieces
// make no difference. The first byte says how large they are, the second what the server calls it.
#include "core/vlm/chat_stream.h"
#include "tests/fuzz/fuzz.h"

using namespace revseg;

namespace {

struct Read
{
    QString told;
    VlmAnswer answer;
    bool failed = false;
};

Read readIn(const QByteArray& body, const QByteArray& type, qsizetype piece)
{
    constexpr int kMostTokens = 64;
    Read out;
    ChatStream stream(kMostTokens, [&out](const QString& delta) { out.told += delta; });
    stream.setContentType(type);
    for (qsizetype at = 0; at < body.size() && !out.failed && !stream.isDone(); at += piece)
        out.failed = stream.feed(body.mid(at, piece)).has_value();
    if (!out.failed)
        out.failed = stream.finish().has_value();
    out.answer = stream.answer();
    return out;
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size)
{
    if (size < 2)
        return 0;
    const QByteArray body(reinterpret_cast<const char*>(data) + 2, qsizetype(size) - 2);
    const QByteArray type = data[1] % 3 == 0   ? QByteArray("text/event-stream")
                            : data[1] % 3 == 1 ? QByteArray("application/json")
                                               : QByteArray();
    const Read whole = readIn(body, type, std::max<qsizetype>(1, body.size()));
    const Read pieces = readIn(body, type, 1 + data[0] % 17);
    for (const Read* read : {&whole, &pieces})
        FUZZ_REQUIRE(read->failed || read->told == read->answer.text);
    // One that breaks off can have told less in larger pieces.
    if (!whole.failed && !pieces.failed)
        FUZZ_REQUIRE(whole.answer.text == pieces.answer.text);
    return 0;
}
