// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace revseg::nn {

/// Turns a stream of bytes into valid UTF-8. What may still become a character is held back (at most three
/// bytes); what cannot any more becomes one U+FFFD for each longest broken start of a character, as the
/// Unicode standard recommends (chapter 3.9) and the reference tokenizer does.
class Utf8Stream
{
public:
    /// The characters that these bytes complete.
    std::string push(std::string_view bytes);
    /// What was held back, as U+FFFD. The stream is as new afterwards.
    std::string finish();

private:
    std::string m_pending;
    int m_missing = 0;             ///< bytes that the pending character still needs
    unsigned char m_lowest = 0x80; ///< the next byte's range
    unsigned char m_highest = 0xBF;
};

} // namespace revseg::nn
