// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/reasoning/comparison_view.h"

#include "widgets/reasoning/samples_views.h"
#include "widgets/theme/accents.h"

#include <QComboBox>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QTextBrowser>
#include <QUrl>
#include <QVBoxLayout>

namespace revseg {

namespace {

QString iouText(const std::optional<double>& iou)
{
    return iou ? QString::number(*iou, 'f', 2) : QStringLiteral("–");
}

QString frameLink(FrameIndex frame)
{
    return QStringLiteral("<a href=\"%1\">%1</a>").arg(frame);
}

QString row(const QString& title, const QString& value)
{
    return QStringLiteral("<tr><td style=\"padding-right:12px\"><b>%1</b></td><td>%2</td></tr>")
        .arg(title, value);
}

} // namespace

ComparisonView::ComparisonView(QWidget* parent)
    : QWidget(parent)
    , m_before(new QComboBox)
    , m_after(new QComboBox)
    , m_text(new QTextBrowser)
    , m_strip(new AgreementStrip)
{
    setObjectName(QStringLiteral("comparisonView"));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(8, 4, 8, 6);
    auto* top = new QHBoxLayout;
    m_before->setAccessibleName(tr("Run that is compared with"));
    m_after->setAccessibleName(tr("Run that is compared"));
    top->addWidget(m_before);
    top->addWidget(new QLabel(tr("and what the other has changed:")));
    top->addWidget(m_after);
    top->addStretch();
    column->addLayout(top);
    m_text->setFrameShape(QFrame::NoFrame);
    m_text->setOpenLinks(false);
    m_text->setAccessibleName(tr("Comparison"));
    column->addWidget(m_text, 1);
    column->addWidget(m_strip);
    for (QComboBox* box : {m_before, m_after})
        connect(box, &QComboBox::currentIndexChanged, this, &ComparisonView::tellChosen);
    connect(m_text, &QTextBrowser::anchorClicked, this,
            [this](const QUrl& url) { Q_EMIT frameActivated(url.toString().toInt()); });
    connect(m_strip, &AgreementStrip::frameActivated, this, &ComparisonView::frameActivated);
    setRuns({});
    showComparison();
}

void ComparisonView::setRuns(const std::vector<Choice>& runs)
{
    if (runs == m_runs && !runs.empty())
        return;
    m_runs = runs;
    m_filling = true;
    for (QComboBox* box : {m_before, m_after}) {
        const qint64 old = box->currentData().toLongLong();
        box->clear();
        for (const Choice& run : runs)
            box->addItem(run.title, run.id);
        const int kept = box->findData(old);
        if (kept < 0) {
            m_comparison.reset();
            m_strip->setValues({});
        }
        box->setCurrentIndex(kept >= 0 ? kept : box == m_before ? 0 : int(runs.size()) - 1);
        box->setEnabled(runs.size() > 1);
    }
    m_filling = false;
    showComparison();
}

void ComparisonView::tellChosen()
{
    if (m_filling)
        return;
    const qint64 before = m_before->currentData().toLongLong();
    const qint64 after = m_after->currentData().toLongLong();
    m_comparison.reset();
    showComparison();
    if (before != after)
        Q_EMIT chosen(before, after);
}

void ComparisonView::setComparison(qint64 before, qint64 after, const RunComparison& comparison)
{
    m_filling = true;
    m_before->setCurrentIndex(m_before->findData(before));
    m_after->setCurrentIndex(m_after->findData(after));
    m_filling = false;
    m_comparison = comparison;
    m_strip->setValues(comparison.over_time);
    m_strip->setKeyframes({comparison.keyframe_before ? comparison.keyframe_before->frame : -1,
                           comparison.keyframe_after ? comparison.keyframe_after->frame : -1},
                          1);
    showComparison();
}

QString ComparisonView::text() const
{
    return m_text->toPlainText();
}

QString ComparisonView::textRow(const QString& title, const std::vector<TextChange>& changes) const
{
    QStringList words;
    for (const TextChange& change : changes) {
        const QString text = change.text.toHtmlEscaped();
        switch (change.kind) {
        case TextChange::Kind::Same:
            words << text;
            break;
        case TextChange::Kind::Removed:
            words << QStringLiteral("<span style=\"color:%1; text-decoration:line-through\">%2</span>")
                         .arg(accent(Accent::Bad, palette()).name(), text);
            break;
        case TextChange::Kind::Added:
            words << QStringLiteral("<span style=\"color:%1; text-decoration:underline\">%2</span>")
                         .arg(accent(Accent::Good, palette()).name(), text);
            break;
        }
    }
    return words.isEmpty() ? QString() : row(title, words.join(QLatin1Char(' ')));
}

void ComparisonView::showComparison()
{
    m_strip->setVisible(m_comparison && !m_comparison->over_time.empty());
    if (!m_comparison) {
        m_text->setPlainText(m_runs.size() < 2 ? tr("There is no other run to compare with.")
                             : m_before->currentIndex() == m_after->currentIndex()
                                 ? tr("Choose two runs to compare them.")
                                 : tr("Comparing…"));
        return;
    }
    const RunComparison& c = *m_comparison;
    QString html;
    if (c.masks) {
        html += row(tr("Masks"),
                    c.worst >= 0 ? tr("IoU %1, least on frame %2").arg(iouText(c.masks), frameLink(c.worst))
                                 : tr("IoU %1").arg(iouText(c.masks)));
    } else {
        html += row(tr("Masks"), tr("no frame that both have tracked"));
    }
    const auto frame = [](const std::optional<Keyframe>& k) {
        return k ? frameLink(k->frame) : QStringLiteral("–");
    };
    html += row(tr("Keyframe"),
                c.sameFrame() ? tr("%1 in both").arg(frame(c.keyframe_after))
                              : tr("%1, then %2").arg(frame(c.keyframe_before), frame(c.keyframe_after)));
    for (const RunComparison::Pair& pair : c.objects) {
        const QString title = tr("Object %1").arg(pair.after != 0 ? pair.after : pair.before);
        html += row(title, pair.after == 0 ? tr("no longer there")
                           : pair.before == 0
                               ? tr("new")
                               : tr("box IoU %1, masks IoU %2").arg(iouText(pair.box), iouText(pair.masks)));
    }
    html += textRow(tr("Description"), c.description);
    html += textRow(tr("Interpretation"), c.interpretation);
    m_text->setHtml(QStringLiteral("<table>%1</table>").arg(html));
}

void ComparisonView::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        showComparison();
}

} // namespace revseg
