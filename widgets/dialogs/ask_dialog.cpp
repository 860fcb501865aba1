// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/dialogs/ask_dialog.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QDoubleSpinBox>
#include <QFormLayout>
#include <QGroupBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

namespace revseg {

namespace {

constexpr double kUsualTemperature = -0.05; ///< one step below 0: left to the profile

QString listed(const std::vector<FrameIndex>& frames)
{
    QStringList out;
    for (const FrameIndex frame : frames)
        out << QString::number(frame);
    return out.join(QStringLiteral(", "));
}

} // namespace

AskDialog::AskDialog(const AskSettings& settings, const Place& place, QWidget* parent)
    : QDialog(parent)
    , m_place(place)
    , m_profile(new QComboBox)
    , m_prompts(new QComboBox)
    , m_problem(new QLabel)
    , m_buttons(new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel |
                                     QDialogButtonBox::RestoreDefaults))
{
    setObjectName(QStringLiteral("askDialog"));
    setWindowTitle(tr("How questions are asked"));
    setMinimumWidth(480);
    auto* column = new QVBoxLayout(this);

    auto* form = new QFormLayout;
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    m_profile->setEditable(true);
    m_profile->addItems(ModelProfile::builtInNames());
    m_profile->lineEdit()->setPlaceholderText(tr("the one that fits the model"));
    m_profile->setToolTip(
        tr("How pictures are sent and boxes are read: a built-in profile, or a .json file"));
    m_profile->setCurrentText(settings.profile);
    m_prompts->setEditable(true);
    m_prompts->addItem(PromptSet::defaultName());
    m_prompts->lineEdit()->setPlaceholderText(PromptSet::defaultName());
    m_prompts->setToolTip(tr("The words of both turns: a built-in set, or a .json file"));
    m_prompts->setCurrentText(settings.prompts);
    form->addRow(tr("&Profile:"), m_profile);
    form->addRow(tr("P&rompts:"), m_prompts);
    column->addLayout(form);
    column->addWidget(buildFrames(settings));
    column->addWidget(buildAnswer(settings));
    column->addWidget(buildRewards(settings));
    m_problem->setWordWrap(true);
    m_problem->setObjectName(QStringLiteral("askProblem"));
    column->addWidget(m_problem);
    column->addWidget(m_buttons);

    connect(m_buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(m_buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(m_buttons->button(QDialogButtonBox::RestoreDefaults), &QPushButton::clicked, this,
            &AskDialog::reset);
    connect(m_profile, &QComboBox::currentTextChanged, this, &AskDialog::check);
    connect(m_prompts, &QComboBox::currentTextChanged, this, &AskDialog::check);
    check();
}

QWidget* AskDialog::buildFrames(const AskSettings& settings)
{
    const Sampling& s = settings.sampling;
    auto* box = new QGroupBox(tr("Frames the model sees"));
    auto* form = new QFormLayout(box);
    m_frames = new QComboBox;
    m_frames->addItems(
        {tr("As many as usual"), tr("Evenly, so many in all"), tr("So many a second"), tr("Picked by hand")});
    m_count = new QSpinBox;
    m_count->setRange(1, 768);
    m_count->setValue(s.frames > 0 ? s.frames : 16);
    m_fps = new QDoubleSpinBox;
    m_fps->setRange(0.05, 60);
    m_fps->setSingleStep(0.5);
    m_fps->setValue(s.fps > 0 ? s.fps : 2);
    m_fps->setSuffix(tr(" a second"));
    auto* row = new QHBoxLayout;
    row->addWidget(m_frames, 1);
    row->addWidget(m_count);
    row->addWidget(m_fps);
    auto* label = new QLabel(tr("&Which:"));
    label->setBuddy(m_frames);
    form->addRow(label, row);

    m_picked = new QLineEdit(listed(s.picked));
    m_picked->setPlaceholderText(tr("frames, such as 0, 24, 60"));
    m_picked->setAccessibleName(tr("Frames picked by hand"));
    m_pick = new QPushButton(tr("&Add frame %1").arg(m_place.frame));
    auto* hand = new QHBoxLayout;
    hand->addWidget(m_picked, 1);
    hand->addWidget(m_pick);
    form->addRow(hand);

    m_kept = s.range;
    const auto offered = m_place.in_out ? m_place.in_out : m_kept;
    m_range = new QCheckBox(offered ? tr("&Only from %1 to %2").arg(offered->first).arg(offered->last)
                                    : tr("&Only between in and out"));
    m_range->setToolTip(tr("Mark the range on the timeline with I and O"));
    m_range->setEnabled(offered.has_value());
    m_range->setChecked(s.range.has_value());
    form->addRow(m_range);

    m_frames->setCurrentIndex(!s.picked.empty() ? Picked
                              : s.fps > 0       ? PerSecond
                              : s.frames > 0    ? Evenly
                                                : Usual);
    connect(m_frames, &QComboBox::currentIndexChanged, this, &AskDialog::check);
    connect(m_picked, &QLineEdit::textChanged, this, &AskDialog::check);
    connect(m_pick, &QPushButton::clicked, this, &AskDialog::pickShown);
    return box;
}

QWidget* AskDialog::buildAnswer(const AskSettings& settings)
{
    auto* box = new QGroupBox(tr("The answer"));
    auto* form = new QFormLayout(box);
    m_temperature = new QDoubleSpinBox;
    m_temperature->setRange(kUsualTemperature, 2);
    m_temperature->setSingleStep(0.05);
    m_temperature->setSpecialValueText(tr("as usual: 0, samples 1"));
    m_temperature->setValue(settings.temperature.value_or(kUsualTemperature));
    m_temperature->setToolTip(tr("0: always the likeliest word; higher: more different answers"));
    m_tokens = new QSpinBox;
    m_tokens->setRange(0, 1 << 20);
    m_tokens->setSingleStep(256);
    m_tokens->setSpecialValueText(tr("as usual: 1024"));
    m_tokens->setValue(settings.max_tokens.value_or(0));
    m_timeout = new QDoubleSpinBox;
    m_timeout->setRange(1, 86400);
    m_timeout->setDecimals(0);
    m_timeout->setSuffix(tr(" s"));
    m_timeout->setValue(settings.timeout_s);
    m_timeout->setToolTip(tr("How long a server may say nothing"));
    m_retries = new QSpinBox;
    m_retries->setRange(0, 100);
    m_retries->setValue(settings.retries);
    m_retries->setToolTip(
        tr("How often an answer that cannot be used is asked for again, with another seed"));
    m_logprobs = new QCheckBox(tr("Ask how &sure the model is of each word"));
    m_logprobs->setToolTip(
        tr("Log-probabilities; shown as shading of the reasoning where a server gives them"));
    m_logprobs->setChecked(settings.log_probabilities);
    form->addRow(tr("&Temperature:"), m_temperature);
    form->addRow(tr("&Longest answer, tokens a turn:"), m_tokens);
    form->addRow(tr("Longest s&ilence:"), m_timeout);
    form->addRow(tr("Ask again, at &most:"), m_retries);
    form->addRow(m_logprobs);
    return box;
}

QWidget* AskDialog::buildRewards(const AskSettings& settings)
{
    auto* box = new QGroupBox(tr("Rewards weigh"));
    auto* row = new QHBoxLayout(box);
    const RewardWeights weights = settings.weights.value_or(RewardWeights());
    const QString names[3] = {tr("&Format"), tr("&Keyframe"), tr("&Box")};
    const double values[3] = {weights.format, weights.temporal, weights.spatial};
    for (int i = 0; i < 3; ++i) {
        m_weights[i] = new QDoubleSpinBox;
        m_weights[i]->setRange(0, 100);
        m_weights[i]->setSingleStep(0.1);
        m_weights[i]->setValue(values[i]);
        auto* label = new QLabel(names[i]);
        label->setBuddy(m_weights[i]);
        row->addWidget(label);
        row->addWidget(m_weights[i]);
    }
    row->addStretch();
    return box;
}

std::optional<std::vector<FrameIndex>> AskDialog::picked() const
{
    std::vector<FrameIndex> out;
    for (const QString& part : m_picked->text().split(QLatin1Char(','), Qt::SkipEmptyParts)) {
        bool ok = false;
        const int frame = part.trimmed().toInt(&ok);
        if (!ok || frame < 0 || (m_place.frames > 0 && frame >= m_place.frames))
            return std::nullopt;
        out.push_back(frame);
    }
    std::sort(out.begin(), out.end());
    out.erase(std::unique(out.begin(), out.end()), out.end());
    return out;
}

void AskDialog::pickShown()
{
    auto frames = picked().value_or(std::vector<FrameIndex>());
    frames.push_back(m_place.frame);
    std::sort(frames.begin(), frames.end());
    frames.erase(std::unique(frames.begin(), frames.end()), frames.end());
    m_picked->setText(listed(frames));
    m_frames->setCurrentIndex(Picked);
}

/// Shows what belongs to the choice of frames, and what is wrong.
void AskDialog::check()
{
    const int which = m_frames->currentIndex();
    m_count->setVisible(which == Evenly);
    m_fps->setVisible(which == PerSecond);
    m_picked->setEnabled(which == Picked);
    m_range->setVisible(which != Picked);
    QString problem;
    const AskSettings s = settings();
    if (const auto profile = s.profile.isEmpty() ? ModelProfile() : ModelProfile::load(s.profile); !profile)
        problem = profile.error().message();
    else if (const auto prompts = s.promptSet(); !prompts)
        problem = prompts.error().message();
    else if (which == Picked && (!picked() || picked()->empty()))
        problem = tr("Type the numbers of frames of this video, with commas between them.");
    m_problem->setText(problem);
    m_problem->setVisible(!problem.isEmpty());
    m_buttons->button(QDialogButtonBox::Ok)->setEnabled(problem.isEmpty());
}

void AskDialog::reset()
{
    const AskSettings usual;
    m_profile->setCurrentText({});
    m_prompts->setCurrentText({});
    m_frames->setCurrentIndex(Usual);
    m_picked->clear();
    m_range->setChecked(false);
    m_temperature->setValue(kUsualTemperature);
    m_tokens->setValue(0);
    m_timeout->setValue(usual.timeout_s);
    m_retries->setValue(usual.retries);
    m_logprobs->setChecked(false);
    for (QDoubleSpinBox* weight : m_weights)
        weight->setValue(1);
    check();
}

AskSettings AskDialog::settings() const
{
    AskSettings s;
    s.profile = m_profile->currentText().trimmed();
    s.prompts = m_prompts->currentText().trimmed();
    switch (m_frames->currentIndex()) {
    case Evenly:
        s.sampling.frames = m_count->value();
        break;
    case PerSecond:
        s.sampling.fps = m_fps->value();
        break;
    case Picked:
        s.sampling.picked = picked().value_or(std::vector<FrameIndex>());
        break;
    default:
        break;
    }
    if (m_range->isChecked() && m_frames->currentIndex() != Picked)
        s.sampling.range = m_place.in_out ? m_place.in_out : m_kept;
    if (m_temperature->value() >= 0)
        s.temperature = m_temperature->value();
    if (m_tokens->value() > 0)
        s.max_tokens = m_tokens->value();
    s.timeout_s = m_timeout->value();
    s.retries = m_retries->value();
    s.log_probabilities = m_logprobs->isChecked();
    const RewardWeights weights{m_weights[0]->value(), m_weights[1]->value(), m_weights[2]->value()};
    if (weights.format != 1 || weights.temporal != 1 || weights.spatial != 1)
        s.weights = weights;
    return s;
}

} // namespace revseg
