// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/reasoning/linkify.h"

#include <QRegularExpression>
#include <QSet>

#include <algorithm>
#include <cmath>

namespace revseg {

namespace {

QRegularExpression compiled(const char* pattern)
{
    return QRegularExpression(QString::fromUtf8(pattern), QRegularExpression::CaseInsensitiveOption |
                                                              QRegularExpression::UseUnicodePropertiesOption);
}

/// Moments in order of the text.
class MomentFinder
{
public:
    MomentFinder(const QString& text, const MentionContext& context) : m_text(text), m_context(context) {}

    std::vector<Mention> find()
    {
        // Numbers have few digits and gaps few blanks: no text makes this slow.
        static const QRegularExpression pattern =
            compiled("\\b(?:key)?(?:frame|sample)(s?)(?:[ _]?(?:idx|index|indices|number|no\\.?))?"
                     "[\"']?\\s{0,3}[:#]?\\s{0,3}(\\d{1,4})(?![\\d.]*\\d)"
                     "|\\bindex\\s{1,3}(\\d{1,4})\\b"
                     "|프레임\\s{0,3}(\\d{1,4})(?!\\d)"
                     "|(?<![\\d.:])(\\d{1,4})\\s{0,2}번\\s{0,2}프레임"
                     "|(?<![\\d.:])(\\d{1,4}(?:\\.\\d{1,3})?)\\s?(?:(?:seconds?|secs?|s)\\b|초)"
                     "|(?<![\\d.:])(\\d{1,2}):([0-5]\\d(?:\\.\\d{1,3})?)(?![\\d:])");
        for (auto it = pattern.globalMatch(m_text); it.hasNext();) {
            const auto m = it.next();
            if (m.hasCaptured(2)) {
                add(m.capturedStart(), m.capturedEnd(), m.captured(2).toInt(), Mention::Kind::Frame);
                if (m.capturedLength(1) > 0)
                    findMore(m.capturedEnd());
                continue;
            }
            for (const int group : {3, 4, 5}) {
                if (m.hasCaptured(group))
                    add(m.capturedStart(), m.capturedEnd(), m.captured(group).toInt(), Mention::Kind::Frame);
            }
            if (m.hasCaptured(6))
                addTime(m, m.captured(6).toDouble());
            else if (m.hasCaptured(7))
                addTime(m, m.captured(7).toInt() * 60 + m.captured(8).toDouble());
        }
        return std::move(m_found);
    }

private:
    /// "frames 3, 5 and 7", "frames 6-9": the numbers after the first.
    void findMore(qsizetype at)
    {
        static const QRegularExpression next =
            compiled("^\\s{0,3}(?:,\\s{0,3}(?:and|or)?|and|or|to|through|&|-|–)\\s{0,3}(\\d{1,4})\\b"
                     "(?!\\s?(?:seconds?|secs?|s)\\b|[:.]\\d)");
        constexpr qsizetype kFar = 40; // each match looks at all it is given
        while (true) {
            const auto m = next.match(m_text.mid(at, kFar));
            if (!m.hasMatch())
                return;
            add(at + m.capturedStart(1), at + m.capturedEnd(1), m.captured(1).toInt(), Mention::Kind::Frame);
            at += m.capturedEnd();
        }
    }
    void addTime(const QRegularExpressionMatch& m, double seconds)
    {
        add(m.capturedStart(), m.capturedEnd(), std::floor(seconds * m_context.announced_fps),
            Mention::Kind::Time);
    }
    void add(qsizetype start, qsizetype end, double sample, Mention::Kind kind)
    {
        if (sample >= 0 && sample < double(m_context.samples.size()))
            m_found.push_back({start, end - start, m_context.samples[size_t(sample)].frame, kind});
    }

    const QString& m_text;
    const MentionContext& m_context;
    std::vector<Mention> m_found;
};

QSet<QString> wordsOf(const QString& text)
{
    static const QRegularExpression apart = compiled("[^\\w]+");
    static const QSet<QString> common{QStringLiteral("the"),  QStringLiteral("with"),  QStringLiteral("and"),
                                      QStringLiteral("this"), QStringLiteral("that"),  QStringLiteral("its"),
                                      QStringLiteral("for"),  QStringLiteral("object")};
    QSet<QString> words;
    for (const QString& word : text.toLower().split(apart, Qt::SkipEmptyParts)) {
        if (word.size() > 2 && !common.contains(word))
            words.insert(word);
    }
    return words;
}

/// Whether most of what a phrase says is said of one of the objects too.
bool speaksOf(const QString& phrase, const std::vector<QSet<QString>>& objects)
{
    const QSet<QString> words = wordsOf(phrase);
    return !words.isEmpty() && std::any_of(objects.begin(), objects.end(), [&](const QSet<QString>& object) {
        return 2 * QSet<QString>(words).intersect(object).size() > words.size();
    });
}

/// What an English description is of: the last word before what says where or how it is. "the large yellow
/// toy duck with an orange beak" is of a duck.
QStringList headNouns(const QString& description)
{
    static const QRegularExpression after = compiled(
        "[,.;:(]|\\b(?:with|without|on|in|at|of|that|which|who|whose|is|are|was|were|to|from|near|next|left|"
        "right|behind|under|over|above|below|beside|between|wearing|holding|standing|sitting|lying|moving|"
        "walking|running|and|or)\\b");
    static const QRegularExpression apart = compiled("[^\\w-]+");
    const QStringList words = description.left(description.indexOf(after)).split(apart, Qt::SkipEmptyParts);
    if (words.isEmpty() || words.last().size() < 3)
        return {};
    static const QSet<QString> general{
        QStringLiteral("object"), QStringLiteral("thing"), QStringLiteral("one"), QStringLiteral("something"),
        QStringLiteral("the"),    QStringLiteral("this"),  QStringLiteral("that")};
    if (general.contains(words.last().toLower()))
        return {};
    return {words.last()};
}

std::vector<Mention> findObjects(const QString& text, const MentionContext& context)
{
    std::vector<Mention> found;
    if (!context.keyframe || context.objects.isEmpty())
        return found;
    std::vector<QSet<QString>> words;
    QStringList names;
    for (const QString& object : context.objects) {
        words.push_back(wordsOf(object));
        if (object.size() > 2 && object.size() <= 60)
            names << QLatin1String("\\b") + QRegularExpression::escape(object) + QLatin1String("\\b");
        for (const QString& noun : headNouns(object))
            names << QLatin1String("\\b") + QRegularExpression::escape(noun) + QLatin1String("s?\\b");
    }
    // Longer names first: "red toy car" before "car".
    std::sort(names.begin(), names.end(),
              [](const QString& a, const QString& b) { return a.size() > b.size(); });
    const QRegularExpression pattern =
        compiled((QStringLiteral("\"([^\"\\n]{3,80})\"|“([^”\\n]{3,80})”") +
                  (names.isEmpty() ? QString() : QStringLiteral("|")) + names.join(QLatin1Char('|')))
                     .toUtf8()
                     .constData());
    for (auto it = pattern.globalMatch(text); it.hasNext();) {
        const auto m = it.next();
        const int quoted = m.hasCaptured(1) ? 1 : m.hasCaptured(2) ? 2 : 0;
        if (quoted == 0 || speaksOf(m.captured(quoted), words))
            found.push_back({m.capturedStart(quoted), m.capturedLength(quoted), *context.keyframe,
                             Mention::Kind::Object});
    }
    return found;
}

} // namespace

std::vector<Mention> findMentions(const QString& text, const MentionContext& context)
{
    if (context.samples.empty())
        return {};
    std::vector<Mention> found = MomentFinder(text, context).find();
    const std::vector<Mention> objects = findObjects(text, context);
    found.insert(found.end(), objects.begin(), objects.end());
    std::stable_sort(found.begin(), found.end(),
                     [](const Mention& a, const Mention& b) { return a.start < b.start; });
    std::vector<Mention> apart;
    for (const Mention& m : found) {
        if (apart.empty() || m.start >= apart.back().start + apart.back().length)
            apart.push_back(m);
    }
    return apart;
}

} // namespace revseg
