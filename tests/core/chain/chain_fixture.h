// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/chain/chain_runner.h"

#include <QPainter>

#include <deque>
#include <functional>
#include <thread>

namespace revseg::test {

/// Frames made on demand: grey, brighter from frame to frame, with a red square that moves.
class PaintedVideo final : public FrameProvider
{
public:
    explicit PaintedVideo(int frames, Size size = {160, 120})
    {
        m_info.path = QStringLiteral("painted.mkv");
        m_info.frames = frames;
        m_info.coded = m_info.native = m_info.display = size;
        m_info.rate = {10, 1};
        m_info.duration_s = frames / 10.0;
    }
    const VideoInfo& info() const override { return m_info; }
    Result<Frame> frame(FrameIndex index, std::stop_token stop) override
    {
        if (stop.stop_requested())
            return fail(cancelled());
        if (index == broken)
            return fail(ErrorKind::Corrupt, "Frame %1 is damaged", {QString::number(index)});
        if (index < 0 || index >= m_info.frames)
            return fail(ErrorKind::InvalidInput, "There is no frame %1", {QString::number(index)});
        ++reads;
        QImage image(m_info.native.width, m_info.native.height, QImage::Format_RGB32);
        const int grey = index * 200 / m_info.frames;
        image.fill(QColor(grey, grey, grey));
        QPainter painter(&image);
        painter.fillRect(10 + index, 20, 30, 30, Qt::red);
        return Frame{index, index / 10.0, image};
    }
    int reads = 0;
    FrameIndex broken = -1;

private:
    VideoInfo m_info;
};

/// Answers from a list, in small pieces; keeps what it was asked.
class ScriptedVlm final : public VlmBackend
{
public:
    explicit ScriptedVlm(std::deque<Result<QString>> answers) : m_answers(std::move(answers)) {}
    QString spec() const override { return name; }
    Result<VlmCapabilities> capabilities(std::stop_token) override { return VlmCapabilities{}; }
    Result<VlmAnswer> ask(const VlmRequest& request, const VlmListener& listener,
                          std::stop_token stop) override
    {
        asked.push_back(request);
        if (before)
            before(request, listener);
        if (m_answers.empty())
            return fail(ErrorKind::Bug, "The script is over");
        const Result<QString> next = m_answers.front();
        m_answers.pop_front();
        if (!next)
            return fail(next.error());
        for (qsizetype i = 0; i < next->size(); i += 5) {
            if (stop.stop_requested())
                return fail(cancelled());
            listener.delta(next->mid(i, 5));
        }
        VlmAnswer a;
        a.text = *next;
        a.finish = finish;
        a.prompt_tokens = 100;
        a.answer_tokens = 20;
        if (request.log_probabilities)
            a.tokens = {{QStringLiteral("<th"), -0.5}, {QStringLiteral("ink"), 0}};
        return a;
    }
    std::vector<VlmRequest> asked;
    QString name = QStringLiteral("scripted");
    QString finish = QStringLiteral("stop");
    std::function<void(const VlmRequest&, const VlmListener&)> before;

private:
    std::deque<Result<QString>> m_answers;
};

inline QString answer1(int k, const QString& description)
{
    return QStringLiteral(
               "<think>Look.</think><answer>[{\"frame_idx\": %1, \"object description\": \"%2\"}]</answer>")
        .arg(QString::number(k), description);
}

inline QString answer2(const char* box)
{
    return QStringLiteral("[{\"bbox_2d\": %1, \"label\": \"cup\"}]").arg(QLatin1String(box));
}

inline ChainRequest chainRequest(const QString& query = QStringLiteral("which cup?"))
{
    ChainRequest r;
    r.query = query;
    r.prompts = PromptSet::load().value();
    r.profile = ModelProfile::load(QStringLiteral("qwen2.5-vl")).value();
    return r;
}

} // namespace revseg::test
