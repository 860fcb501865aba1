// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nn/pickle.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <unordered_map>

namespace revseg::nn {

namespace {

constexpr size_t kMostBytes = 16U << 20;
constexpr size_t kMostValues = 500'000;
constexpr size_t kMostText = 4096;
constexpr size_t kMostDimensions = 6;

constexpr const char* kOrderedDict = "collections.OrderedDict";
constexpr const char* kRebuildTensor = "torch._utils._rebuild_tensor_v2";
constexpr const char* kRebuildParameter = "torch._utils._rebuild_parameter";
constexpr std::array<const char*, 12> kGlobals{
    kOrderedDict,        kRebuildTensor,          kRebuildParameter,     "torch.FloatStorage",
    "torch.HalfStorage", "torch.BFloat16Storage", "torch.DoubleStorage", "torch.LongStorage",
    "torch.IntStorage",  "torch.ShortStorage",    "torch.ByteStorage",   "torch.BoolStorage"};

/// Thrown inside this file only; readPickle() turns it into its result.
struct Refusal
{
    Failure::Kind kind;
    std::string what;
};

[[noreturn]] void corrupt(const char* what)
{
    throw Refusal{Failure::Kind::Corrupt, what};
}

[[noreturn]] void unsupported(std::string what)
{
    throw Refusal{Failure::Kind::Unsupported, std::move(what)};
}

class Reader
{
    using Kind = Pickle::Kind;
    using Index = Pickle::Index;
    using Value = Pickle::Value;
    static constexpr Index kMark = 0xffffffffU;

public:
    Reader(const uint8_t* data, size_t size) : m_data(data), m_size(size) {}

    Pickle read()
    {
        if (byte() != 0x80 || byte() != 2)
            unsupported("its pickle is not of protocol 2");
        for (uint8_t code = byte(); code != '.'; code = byte())
            step(code);
        if (m_at != m_size || m_stack.size() != 1 || m_stack.front() == kMark)
            corrupt("its pickle does not end where it should");
        m_pickle.root = m_stack.front();
        return std::move(m_pickle);
    }

private:
    uint8_t byte() { return *take(1); }
    const uint8_t* take(size_t n)
    {
        if (n > m_size - m_at)
            corrupt("its pickle is cut");
        m_at += n;
        return m_data + m_at - n;
    }
    uint32_t number(unsigned n)
    {
        const uint8_t* const p = take(n);
        uint32_t out = 0;
        for (unsigned i = n; i-- > 0;)
            out = out << 8 | p[i];
        return out;
    }
    std::string line()
    {
        std::string out;
        for (uint8_t c = byte(); c != '\n'; c = byte()) {
            if (out.size() == kMostText)
                corrupt("its pickle has a name without an end");
            out.push_back(char(c));
        }
        return out;
    }

    Value& push(Kind kind)
    {
        if (m_pickle.values.size() >= kMostValues)
            corrupt("its pickle has too many values");
        m_stack.push_back(Index(m_pickle.values.size()));
        m_pickle.values.emplace_back();
        m_pickle.values.back().kind = kind;
        return m_pickle.values.back();
    }
    void pushInteger(int64_t n) { push(Kind::Integer).integer = n; }
    Index pop()
    {
        if (m_stack.empty() || m_stack.back() == kMark)
            corrupt("its pickle takes from an empty stack");
        const Index out = m_stack.back();
        m_stack.pop_back();
        return out;
    }
    Value& top(Kind kind, const char* what)
    {
        if (m_stack.empty() || m_stack.back() == kMark || m_pickle.values[m_stack.back()].kind != kind)
            corrupt(what);
        return m_pickle.values[m_stack.back()];
    }
    /// Everything down to the mark, which goes too.
    std::vector<Index> popToMark()
    {
        const auto mark = std::find(m_stack.rbegin(), m_stack.rend(), kMark);
        if (mark == m_stack.rend())
            corrupt("its pickle misses a mark");
        std::vector<Index> out(mark.base(), m_stack.end());
        m_stack.erase(mark.base() - 1, m_stack.end());
        return out;
    }
    void pushTuple(size_t n)
    {
        std::vector<Index> items(n);
        for (size_t i = n; i-- > 0;)
            items[i] = pop();
        push(Kind::Tuple).items = std::move(items);
    }
    /// Containers hold references: bounded in all, for the same one can be appended again and again.
    void append(Value& to, const std::vector<Index>& items)
    {
        m_references += items.size();
        if (m_references > 4 * kMostValues)
            corrupt("its pickle has too many values");
        to.items.insert(to.items.end(), items.begin(), items.end());
    }

    void remember(uint32_t at)
    {
        if (m_stack.empty() || m_stack.back() == kMark || m_memo.size() >= kMostValues)
            corrupt("its pickle remembers what is not there");
        m_memo[at] = m_stack.back();
    }
    void recall(uint32_t at)
    {
        const auto it = m_memo.find(at);
        if (it == m_memo.end() || m_stack.size() >= kMostValues)
            corrupt("its pickle recalls what it never remembered");
        m_stack.push_back(it->second);
    }

    const Value& value(Index i) const { return m_pickle.values[i]; }
    void expect(const Value& tuple, size_t least, size_t most) const
    {
        if (tuple.kind != Kind::Tuple || tuple.items.size() < least || tuple.items.size() > most)
            corrupt("its pickle has a call without its arguments");
    }
    std::vector<int64_t> integers(Index i) const
    {
        const Value& tuple = value(i);
        expect(tuple, 0, kMostDimensions);
        std::vector<int64_t> out;
        for (const Index item : tuple.items) {
            if (value(item).kind != Kind::Integer || value(item).integer < 0)
                corrupt("it has a tensor of an impossible shape");
            out.push_back(value(item).integer);
        }
        return out;
    }

    void global()
    {
        std::string module = line();
        const std::string name = module + "." + line();
        if (std::find(kGlobals.begin(), kGlobals.end(), name) == kGlobals.end())
            unsupported("it holds an object of Python, “" + name.substr(0, 100) +
                        "”; only plain tensors are read, so export the weights alone");
        push(Kind::Global).text = name;
    }
    void persistent()
    {
        const Index at = pop();
        const Value& id = value(at);
        expect(id, 5, 5);
        const Value& type = value(id.items[1]);
        const Value& key = value(id.items[2]);
        const Value& count = value(id.items[4]);
        if (value(id.items[0]).text != "storage" || type.kind != Kind::Global ||
            type.text.find("Storage") == std::string::npos || key.kind != Kind::Text ||
            count.kind != Kind::Integer || count.integer < 0)
            corrupt("its pickle has an impossible storage");
        const Index typeAt = id.items[1];
        const std::string keyText = key.text;
        const int64_t elements = count.integer;
        Value& out = push(Kind::Storage);
        out.items = {typeAt};
        out.text = keyText;
        out.integer = elements;
    }
    void reduce()
    {
        const Index argumentsAt = pop();
        const Index functionAt = pop();
        if (value(functionAt).kind != Kind::Global)
            corrupt("its pickle calls what is no function");
        const std::string& name = value(functionAt).text;
        const std::vector<Index> items = value(argumentsAt).items;
        if (name == kOrderedDict) {
            expect(value(argumentsAt), 0, 0);
            push(Kind::Dictionary);
        } else if (name == kRebuildTensor) {
            expect(value(argumentsAt), 6, 7);
            if (value(items[0]).kind != Kind::Storage || value(items[1]).kind != Kind::Integer ||
                value(items[1]).integer < 0)
                corrupt("its pickle has a tensor without a storage");
            const int64_t offset = value(items[1]).integer;
            auto sizes = integers(items[2]);
            auto strides = integers(items[3]);
            if (sizes.size() != strides.size())
                corrupt("it has a tensor of an impossible shape");
            Value& out = push(Kind::Tensor);
            out.items = {items[0]};
            out.integer = offset;
            out.sizes = std::move(sizes);
            out.strides = std::move(strides);
        } else if (name == kRebuildParameter) {
            expect(value(argumentsAt), 3, 3);
            if (value(items[0]).kind != Kind::Tensor)
                corrupt("its pickle has a parameter without a tensor");
            m_stack.push_back(items[0]);
        } else {
            corrupt("its pickle calls what is no function");
        }
    }
    void build()
    {
        const Index state = pop();
        top(Kind::Dictionary, "its pickle gives a state to what has none");
        if (value(state).kind != Kind::Dictionary)
            corrupt("its pickle gives a state to what has none"); // else `_metadata`, of no use here
    }
    void setItems(const std::vector<Index>& items)
    {
        if (items.size() % 2 != 0)
            corrupt("its pickle has a key without a value");
        append(top(Kind::Dictionary, "its pickle puts entries into no dictionary"), items);
    }

    void step(uint8_t code)
    {
        switch (code) {
        case '(':
            if (m_stack.size() >= kMostValues)
                corrupt("its pickle has too many values");
            m_stack.push_back(kMark);
            return;
        case '}':
            push(Kind::Dictionary);
            return;
        case ']':
            push(Kind::List);
            return;
        case ')':
            push(Kind::Tuple);
            return;
        case 't': {
            std::vector<Index> items = popToMark();
            append(push(Kind::Tuple), items);
            return;
        }
        case 0x85:
        case 0x86:
        case 0x87:
            pushTuple(code - 0x84U);
            return;
        case 'N':
            push(Kind::None);
            return;
        case 0x88:
        case 0x89:
            push(Kind::Bool).integer = code == 0x88 ? 1 : 0;
            return;
        case 'J':
            pushInteger(int32_t(number(4)));
            return;
        case 'K':
            pushInteger(number(1));
            return;
        case 'M':
            pushInteger(number(2));
            return;
        case 0x8a: {
            const size_t n = byte();
            if (n > 8)
                corrupt("its pickle has a number of more than 64 bits");
            const uint8_t* const p = take(n);
            uint64_t out = n > 0 && (p[n - 1] & 0x80) != 0 ? ~uint64_t(0) : 0;
            for (size_t i = n; i-- > 0;)
                out = out << 8 | p[i];
            pushInteger(int64_t(out));
            return;
        }
        case 'G': {
            const uint8_t* const p = take(8);
            uint64_t bits = 0;
            for (size_t i = 0; i < 8; ++i)
                bits = bits << 8 | p[i]; // the only big-endian number of the format
            std::memcpy(&push(Kind::Real).real, &bits, sizeof bits);
            return;
        }
        case 'X': {
            const size_t n = number(4);
            if (n > kMostText)
                corrupt("its pickle has a text that is too long");
            const auto* const p = reinterpret_cast<const char*>(take(n));
            push(Kind::Text).text.assign(p, n);
            return;
        }
        case 'q':
            remember(number(1));
            return;
        case 'r':
            remember(number(4));
            return;
        case 'h':
            recall(number(1));
            return;
        case 'j':
            recall(number(4));
            return;
        case 'c':
            global();
            return;
        case 'Q':
            persistent();
            return;
        case 'R':
            reduce();
            return;
        case 'b':
            build();
            return;
        case 's': {
            const Index item = pop();
            const Index key = pop();
            setItems({key, item});
            return;
        }
        case 'u':
            setItems(popToMark());
            return;
        case 'a': {
            const Index item = pop();
            append(top(Kind::List, "its pickle appends to no list"), {item});
            return;
        }
        case 'e': {
            const std::vector<Index> items = popToMark();
            append(top(Kind::List, "its pickle appends to no list"), items);
            return;
        }
        default:
            unsupported("its pickle uses operation " + std::to_string(code) +
                        ", which no checkpoint of plain tensors needs");
        }
    }

    const uint8_t* m_data;
    size_t m_size;
    size_t m_at = 0;
    size_t m_references = 0;
    Pickle m_pickle;
    std::vector<Index> m_stack;
    std::unordered_map<uint32_t, Index> m_memo;
};

} // namespace

const Pickle::Value* Pickle::find(const Value& dictionary, const std::string& key) const
{
    // The last one counts, as in Python.
    for (size_t i = dictionary.items.size(); i >= 2; i -= 2) {
        const Value& name = values[dictionary.items[i - 2]];
        if (name.kind == Kind::Text && name.text == key)
            return &values[dictionary.items[i - 1]];
    }
    return nullptr;
}

Expected<Pickle> readPickle(const uint8_t* data, size_t size)
{
    if (size > kMostBytes)
        return tl::unexpected<Failure>(
            Failure{Failure::Kind::Unsupported, "its pickle is longer than that of any weights"});
    try {
        return Reader(data, size).read();
    } catch (const Refusal& refusal) {
        return tl::unexpected<Failure>(Failure{refusal.kind, refusal.what});
    }
}

} // namespace revseg::nn
