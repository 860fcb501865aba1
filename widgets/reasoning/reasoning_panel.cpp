// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/reasoning/reasoning_panel.h"

#include "widgets/reasoning/linkify.h"
#include "widgets/reasoning/sample_strip.h"
#include "widgets/reasoning/stage_card.h"
#include "widgets/theme/accents.h"

#include <QFontDatabase>
#include <QLabel>
#include <QProgressBar>
#include <QScrollBar>
#include <QUrl>
#include <QVBoxLayout>

namespace revseg {

namespace {

/// What a person wants to read of a turn while it streams: the thinking, without tags.
QString thinkingOf(const QString& raw)
{
    QString text = raw;
    const qsizetype open = text.indexOf(QLatin1String("<think>"));
    if (open >= 0)
        text = text.mid(open + 7);
    const qsizetype close = text.indexOf(QLatin1String("</think>"));
    if (close >= 0)
        return text.left(close).trimmed();
    const qsizetype answer = text.indexOf(QLatin1String("<answer>"));
    return (answer >= 0 ? text.left(answer) : text).trimmed();
}

QLabel* wrapped(const QString& text = {})
{
    auto* label = new QLabel(text);
    label->setWordWrap(true);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    return label;
}

} // namespace

ReasoningPanel::ReasoningPanel(QWidget* parent)
    : QScrollArea(parent)
    , m_hint(nullptr)
    , m_cards(nullptr)
    , m_query(wrapped())
    , m_banner(wrapped())
    , m_problem(wrapped())
    , m_strip(new SampleStrip)
    , m_thinking(new GrowingText)
    , m_keyframe(new GrowingText)
    , m_description(new GrowingText)
    , m_box(new GrowingText)
    , m_maskText(wrapped())
    , m_maskProgress(new QProgressBar)
    , m_rawText(new GrowingText)
{
    setObjectName(QStringLiteral("reasoningPanel"));
    setAccessibleName(tr("Reasoning"));
    setWidgetResizable(true);
    setFrameShape(QFrame::NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setWidget(buildContent());
    connect(m_strip, &SampleStrip::hovered, this, &ReasoningPanel::frameHovered);
    connect(m_strip, &SampleStrip::activated, this, &ReasoningPanel::frameActivated);
    for (GrowingText* view : {m_thinking, m_keyframe})
        connectLinks(view);
    clear();
}

QWidget* ReasoningPanel::buildContent()
{
    auto* content = new QWidget;
    auto* column = new QVBoxLayout(content);
    column->setContentsMargins(8, 4, 8, 8);
    column->setSpacing(6);

    auto* hint = wrapped(
        tr("<p>Type a question about the video above and press <b>Run</b>.</p>"
           "<p>The model first reasons about sampled frames and chooses a keyframe and a description, "
           "then draws a box on that keyframe. The tracker carries the mask to every frame.</p>"));
    hint->setForegroundRole(QPalette::PlaceholderText);
    hint->setAlignment(Qt::AlignTop);
    hint->setMargin(12);
    m_hint = hint;
    column->addWidget(hint);

    m_cards = new QWidget;
    auto* cards = new QVBoxLayout(m_cards);
    cards->setContentsMargins(0, 0, 0, 0);
    cards->setSpacing(8);
    QFont large = font();
    large.setPointSizeF(large.pointSizeF() * 1.1);
    large.setBold(true);
    m_query->setFont(large);
    cards->addWidget(m_query);
    m_banner->setMargin(6);
    cards->addWidget(m_banner);
    m_problem->setMargin(8);
    cards->addWidget(m_problem);

    auto* masks = new QWidget;
    auto* maskColumn = new QVBoxLayout(masks);
    maskColumn->setContentsMargins(0, 0, 0, 0);
    maskColumn->addWidget(m_maskText);
    maskColumn->addWidget(m_maskProgress);
    m_maskProgress->setTextVisible(false);
    m_maskProgress->setMaximumHeight(8);
    m_rawText->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    m_rawText->setMostLines(24);
    m_thinking->setMostLines(16);

    m_sampleCard = new StageCard(tr("Frames the model saw"), m_strip);
    m_thinkingCard = new StageCard(tr("Reasoning"), m_thinking);
    m_keyframeCard = new StageCard(tr("Keyframe"), m_keyframe);
    m_descriptionCard = new StageCard(tr("Description"), m_description);
    m_boxCard = new StageCard(tr("Box"), m_box);
    m_maskCard = new StageCard(tr("Masks"), masks);
    m_rawCard = new StageCard(tr("Raw answers"), m_rawText);
    for (StageCard* card :
         {m_sampleCard, m_thinkingCard, m_keyframeCard, m_descriptionCard, m_boxCard, m_maskCard, m_rawCard})
        cards->addWidget(card);
    column->addWidget(m_cards);
    column->addStretch();
    return content;
}

void ReasoningPanel::clear()
{
    m_cards->hide();
    m_hint->show();
    m_samples.clear();
}

void ReasoningPanel::startRun(const QString& query)
{
    m_hint->hide();
    m_cards->show();
    m_query->setText(query);
    setBanner({});
    m_problem->hide();
    m_raw[0].clear();
    m_raw[1].clear();
    m_samples.clear();
    m_strip->clear();
    for (GrowingText* view : {m_thinking, m_keyframe, m_description, m_box, m_rawText})
        view->clear();
    m_rawCard->setFolded(true);
    m_sampleCard->setFolded(false);
    for (StageCard* card : {m_sampleCard, m_thinkingCard, m_keyframeCard, m_descriptionCard, m_boxCard,
                            m_maskCard, m_rawCard}) {
        card->setStatus(StageStatus::Missing);
        card->hide();
    }
    m_sampleCard->setStatusText(tr("reading…"), palette().color(QPalette::PlaceholderText));
    m_sampleCard->show();
    m_maskProgress->hide();
    verticalScrollBar()->setValue(0);
}

void ReasoningPanel::setBanner(const QString& text)
{
    m_banner->setText(text);
    m_banner->setVisible(!text.isEmpty());
    m_banner->setStyleSheet(QStringLiteral("background: %1; border-radius: 4px;")
                                .arg(palette().color(QPalette::AlternateBase).name()));
}

void ReasoningPanel::setSamples(const SampledFrames& samples, const std::vector<QImage>& pictures)
{
    m_samples = samples;
    m_strip->setSamples(samples, pictures);
    m_sampleCard->setStatusText(tr("%n frame(s)", nullptr, int(samples.size())),
                                palette().color(QPalette::PlaceholderText));
    m_sampleCard->show();
}

void ReasoningPanel::appendDelta(int turn, const QString& text)
{
    if (turn < 1 || turn > 2)
        return;
    const bool atEnd = verticalScrollBar()->value() >= verticalScrollBar()->maximum() - 20;
    m_raw[turn - 1] += text;
    m_rawCard->show();
    QString raw = tr("Turn 1") + QLatin1String("\n") + m_raw[0];
    if (!m_raw[1].isEmpty())
        raw += QLatin1String("\n\n") + tr("Turn 2") + QLatin1String("\n") + m_raw[1];
    m_rawText->setPlainText(raw);
    if (turn == 1)
        showThinking();
    scrollToEndIfFollowing(atEnd);
}

void ReasoningPanel::scrollToEndIfFollowing(bool wasAtEnd)
{
    if (wasAtEnd && verticalScrollBar()->maximum() > 0)
        QMetaObject::invokeMethod(
            this, [this] { verticalScrollBar()->setValue(verticalScrollBar()->maximum()); },
            Qt::QueuedConnection);
}

void ReasoningPanel::showThinking()
{
    const QString thinking = thinkingOf(m_raw[0]);
    m_thinkingCard->setVisible(!thinking.isEmpty());
    showLinked(m_thinking, thinking);
}

void ReasoningPanel::showLinked(GrowingText* view, const QString& text) const
{
    QString html;
    qsizetype at = 0;
    for (const Mention& m : findMentions(text, m_samples)) {
        html += text.mid(at, m.start - at).toHtmlEscaped();
        html += QStringLiteral("<a href=\"frame:%1\">%2</a>")
                    .arg(m.frame)
                    .arg(text.mid(m.start, m.length).toHtmlEscaped());
        at = m.start + m.length;
    }
    html += text.mid(at).toHtmlEscaped();
    html.replace(QLatin1Char('\n'), QLatin1String("<br>"));
    view->setHtml(html);
}

void ReasoningPanel::connectLinks(GrowingText* view)
{
    const auto frameOf = [](const QUrl& url) -> std::optional<FrameIndex> {
        return url.scheme() == QLatin1String("frame") ? std::optional(url.path().toInt()) : std::nullopt;
    };
    connect(view, &QTextBrowser::anchorClicked, this, [this, frameOf](const QUrl& url) {
        if (const auto frame = frameOf(url))
            Q_EMIT frameActivated(*frame);
    });
    connect(view, &GrowingText::linkHovered, this, [this, frameOf](const QUrl& url) {
        m_strip->setHighlighted(frameOf(url));
        Q_EMIT frameHovered(frameOf(url));
    });
}

void ReasoningPanel::setRun(const Run& run)
{
    for (const Turn& turn : run.turns) {
        if (turn.number >= 1 && turn.number <= 2 && m_raw[turn.number - 1] != turn.raw) {
            m_raw[turn.number - 1].clear();
            appendDelta(turn.number, turn.raw);
        }
    }
    QStringList repairs;
    for (const Turn& turn : run.turns) {
        for (const QString& repair : turn.repairs)
            repairs << tr("Turn %1: %2").arg(turn.number).arg(repair);
    }
    m_rawCard->setStatusText(repairs.isEmpty() ? QString() : tr("%n repair(s)", nullptr, int(repairs.size())),
                             accent(Accent::Repaired, palette()));
    m_rawCard->setToolTip(repairs.join(QLatin1Char('\n')));

    m_thinkingCard->setStatus(run.stage(Stage::Interpretation));
    m_keyframeCard->setStatus(run.stage(Stage::Keyframe));
    m_descriptionCard->setStatus(run.stage(Stage::Description));
    m_boxCard->setStatus(run.stage(Stage::Box));
    m_keyframeCard->setVisible(run.keyframe.has_value());
    if (run.keyframe) {
        double time = 0;
        for (const SampledFrame& s : m_samples)
            time = s.sample == run.keyframe->sample ? s.time_s : time;
        m_keyframe->setHtml(tr("Sample %1 → <a href=\"frame:%2\">frame %2</a>, %3 s")
                                .arg(run.keyframe->sample)
                                .arg(run.keyframe->frame)
                                .arg(time, 0, 'f', 2));
        m_strip->setChosen(run.keyframe->sample);
    }
    m_descriptionCard->setVisible(!run.description.isEmpty());
    if (m_description->toPlainText() != run.description)
        m_description->setPlainText(run.description);

    const bool answered = run.status == Run::Status::Ok;
    m_boxCard->setVisible(!run.objects.empty() || answered);
    const auto box = [](const revseg::Box& b) {
        return QStringLiteral("%1, %2 – %3, %4")
            .arg(b.x1, 0, 'f', 0)
            .arg(b.y1, 0, 'f', 0)
            .arg(b.x2, 0, 'f', 0)
            .arg(b.y2, 0, 'f', 0);
    };
    QStringList rows;
    for (const ChainObject& o : run.objects) {
        rows << tr("<b>%1</b> in the video<br><span style=\"color:%3\">%2 as the model wrote it, in its "
                   "picture</span>")
                    .arg(box(o.box), box(o.box_model), palette().color(QPalette::PlaceholderText).name());
    }
    m_box->setHtml(rows.isEmpty() ? tr("The model says that there is no such object.")
                                  : rows.join(QLatin1String("<br>")));
}

void ReasoningPanel::setMaskStatus(StageStatus status, const QString& text, std::optional<double> progress)
{
    m_maskCard->show();
    m_maskCard->setStatus(status);
    m_maskText->setText(text);
    m_maskProgress->setVisible(progress.has_value());
    m_maskProgress->setRange(0, 1000);
    m_maskProgress->setValue(int(progress.value_or(0) * 1000));
}

void ReasoningPanel::showProblem(const QString& what, const QString& remedy)
{
    m_problem->setText(what + QLatin1Char(' ') + remedy);
    m_problem->setStyleSheet(
        QStringLiteral("background: rgba(192,57,43,40); border-left: 4px solid rgb(192,57,43);"));
    m_problem->show();
    verticalScrollBar()->setValue(0);
}

void ReasoningPanel::setHighlightedFrame(std::optional<FrameIndex> frame)
{
    m_strip->setHighlighted(frame);
}

} // namespace revseg
