// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nn/utf8.h"

namespace revseg::nn {

namespace {

constexpr std::string_view kReplacement = "\xEF\xBF\xBD";

} // namespace

std::string Utf8Stream::push(std::string_view bytes)
{
    std::string out;
    for (const char c : bytes) {
        const auto byte = static_cast<unsigned char>(c);
        if (m_missing > 0) {
            if (byte >= m_lowest && byte <= m_highest) {
                m_pending += c;
                m_lowest = 0x80;
                m_highest = 0xBF;
                if (--m_missing == 0) {
                    out += m_pending;
                    m_pending.clear();
                }
                continue;
            }
            out += finish(); // and the byte is looked at as the start of something
        }
        if (byte < 0x80) {
            out += c;
            continue;
        }
        // Table 3-7 of the standard: overlong forms, surrogates and what is past U+10FFFF are cut off by the
        // range of the second byte.
        if (byte >= 0xC2 && byte <= 0xDF)
            m_missing = 1;
        else if (byte >= 0xE0 && byte <= 0xEF)
            m_missing = 2;
        else if (byte >= 0xF0 && byte <= 0xF4)
            m_missing = 3;
        if (m_missing == 0) {
            out += kReplacement;
            continue;
        }
        m_pending = c;
        m_lowest = byte == 0xE0 ? 0xA0 : byte == 0xF0 ? 0x90 : 0x80;
        m_highest = byte == 0xED ? 0x9F : byte == 0xF4 ? 0x8F : 0xBF;
    }
    return out;
}

std::string Utf8Stream::finish()
{
    std::string out(m_missing > 0 ? kReplacement : std::string_view());
    m_pending.clear();
    m_missing = 0;
    m_lowest = 0x80;
    m_highest = 0xBF;
    return out;
}

} // namespace revseg::nn
