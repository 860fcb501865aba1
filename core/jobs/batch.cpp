// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/jobs/batch.h"

#include "core/project/run_edits.h"

#include <QJsonArray>

#include <algorithm>
#include <array>
#include <map>
#include <set>

namespace revseg {

namespace {

const QString kSetting = QStringLiteral("batch");
constexpr std::array kStates{"waiting", "running", "done", "failed"};

} // namespace

Batch Batch::of(const QString& name, const std::vector<VideoId>& videos, const QStringList& questions,
                int seeds)
{
    Batch out;
    out.m_name = name;
    for (const VideoId video : videos) {
        for (const QString& question : questions) {
            for (int seed = 0; seed < seeds && !question.trimmed().isEmpty(); ++seed)
                out.m_items.push_back({video, question.trimmed(), seed, BatchItem::State::Waiting, {}});
        }
    }
    return out;
}

QJsonObject Batch::toJson() const
{
    QJsonArray items;
    for (const BatchItem& item : m_items) {
        QJsonObject json{{QStringLiteral("video"), item.video.value},
                         {QStringLiteral("question"), item.question},
                         {QStringLiteral("seed"), item.seed},
                         {QStringLiteral("state"), QLatin1String(kStates[size_t(item.state)])}};
        if (!item.problem.isEmpty())
            json[QStringLiteral("problem")] = item.problem;
        items.append(json);
    }
    return {{QStringLiteral("name"), m_name}, {QStringLiteral("items"), items}};
}

Batch Batch::fromJson(const QJsonObject& json)
{
    Batch out;
    out.m_name = json[QStringLiteral("name")].toString();
    for (const QJsonValue value : json[QStringLiteral("items")].toArray()) {
        BatchItem item;
        item.video = VideoId{value[QStringLiteral("video")].toInteger()};
        item.question = value[QStringLiteral("question")].toString();
        item.seed = value[QStringLiteral("seed")].toInteger();
        item.problem = value[QStringLiteral("problem")].toString();
        const QString state = value[QStringLiteral("state")].toString();
        const auto it = std::find(kStates.begin(), kStates.end(), state);
        item.state = it == kStates.end() ? BatchItem::State::Waiting
                                         : BatchItem::State(std::distance(kStates.begin(), it));
        if (item.video.isValid() && !item.question.isEmpty())
            out.m_items.push_back(std::move(item));
    }
    return out;
}

Batch Batch::load(const Project& project)
{
    Batch out = fromJson(project.setting(kSetting).toObject());
    for (BatchItem& item : out.m_items) {
        if (item.state == BatchItem::State::Running) // the program died meanwhile
            item.state = BatchItem::State::Waiting;
    }
    return out;
}

Result<void> Batch::save(Project& project) const
{
    return project.setSetting(kSetting, toJson());
}

int Batch::count(BatchItem::State state) const
{
    return int(std::count_if(m_items.begin(), m_items.end(),
                             [state](const BatchItem& item) { return item.state == state; }));
}

std::optional<size_t> Batch::next() const
{
    for (size_t i = 0; i < m_items.size(); ++i) {
        if (m_items[i].state == BatchItem::State::Waiting)
            return i;
    }
    return std::nullopt;
}

void Batch::setState(size_t item, BatchItem::State state, const QString& problem)
{
    m_items[item].state = state;
    m_items[item].problem = problem;
}

void Batch::retryFailed()
{
    for (BatchItem& item : m_items) {
        if (item.state == BatchItem::State::Failed) {
            item.state = BatchItem::State::Waiting;
            item.problem.clear();
        }
    }
}

QString Batch::keyOf(size_t item) const
{
    const BatchItem& i = m_items[item];
    return QStringLiteral("%1/%2/%3").arg(m_name, QString::number(item), QString::number(i.seed));
}

void Batch::takeStock(const Project& project)
{
    std::map<QString, bool> stored; // whether the run came to an answer
    std::set<VideoId> videos;
    for (const BatchItem& item : m_items) {
        if (item.state == BatchItem::State::Waiting)
            videos.insert(item.video);
    }
    for (const VideoId video : videos) {
        for (const QueryRecord& query : project.queries(video)) {
            for (const RunRecord& header : project.runs(query.id)) {
                if (const auto run = loadRun(project, header.id))
                    stored[run->other[QStringLiteral("batch")].toString()] |= run->status == Run::Status::Ok;
            }
        }
    }
    for (size_t i = 0; i < m_items.size(); ++i) {
        if (m_items[i].state != BatchItem::State::Waiting)
            continue;
        if (const auto it = stored.find(keyOf(i)); it != stored.end())
            m_items[i].state = it->second ? BatchItem::State::Done : BatchItem::State::Failed;
    }
}

} // namespace revseg
