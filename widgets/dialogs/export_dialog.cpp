// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/dialogs/export_dialog.h"

#include "widgets/theme/accents.h"

#include <QCheckBox>
#include <QDialogButtonBox>
#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QRadioButton>
#include <QVBoxLayout>

namespace revseg {

namespace {

/// What the dialog says of each kind; texts in context "ExportDialog".
struct KindText
{
    ExportKind kind;
    const char* name; ///< in the list
    const char* end;  ///< of a proposed name
    const char* text;
    const char* limits; ///< what it cannot hold
};

constexpr KindText kKinds[] = {
    {ExportKind::Davis2017, QT_TRANSLATE_NOOP("revseg::ExportDialog", "DAVIS 2017"), "davis",
     QT_TRANSLATE_NOOP("revseg::ExportDialog",
                       "One palette PNG for each frame; a pixel's value is the number of its object."),
     QT_TRANSLATE_NOOP(
         "revseg::ExportDialog",
         "Where objects overlap, only the topmost one is kept. Names, and whether an object is absent, "
         "hidden or was not looked for, are lost.")},
    {ExportKind::Davis2016, QT_TRANSLATE_NOOP("revseg::ExportDialog", "DAVIS 2016"), "davis2016",
     QT_TRANSLATE_NOOP("revseg::ExportDialog", "One black and white PNG for each frame."),
     QT_TRANSLATE_NOOP("revseg::ExportDialog", "All objects become one.")},
    {ExportKind::YoutubeVos, QT_TRANSLATE_NOOP("revseg::ExportDialog", "YouTube-VOS"), "youtube-vos",
     QT_TRANSLATE_NOOP(
         "revseg::ExportDialog",
         "One palette PNG for each frame, and meta.json with the name of each object and the frames on "
         "which somebody has looked for it."),
     QT_TRANSLATE_NOOP(
         "revseg::ExportDialog",
         "Where objects overlap, only the topmost one is kept. “Occluded” and “out of frame” become "
         "“absent”.")},
    {ExportKind::Coco, QT_TRANSLATE_NOOP("revseg::ExportDialog", "COCO"), "coco",
     QT_TRANSLATE_NOOP(
         "revseg::ExportDialog",
         "One annotations.json with a run-length mask for each object and frame; track_id tells "
         "objects apart."),
     QT_TRANSLATE_NOOP("revseg::ExportDialog",
                       "Whether an object is absent, hidden or was not looked for is lost.")},
    {ExportKind::YoutubeVis, QT_TRANSLATE_NOOP("revseg::ExportDialog", "YouTube-VIS"), "youtube-vis",
     QT_TRANSLATE_NOOP(
         "revseg::ExportDialog",
         "One annotations.json with a list of run-length masks over all frames for each object."),
     QT_TRANSLATE_NOOP("revseg::ExportDialog",
                       "Whether an object is absent, hidden or was not looked for is lost.")},
    {ExportKind::OverlayMp4, QT_TRANSLATE_NOOP("revseg::ExportDialog", "Video (MP4)"), "overlay",
     QT_TRANSLATE_NOOP("revseg::ExportDialog",
                       "H.264 that plays everywhere, with the masks in their colours over "
                       "the picture."),
     QT_TRANSLATE_NOOP("revseg::ExportDialog", "To look at; masks cannot be read from it again.")},
    {ExportKind::OverlayGif, QT_TRANSLATE_NOOP("revseg::ExportDialog", "Animation (GIF)"), "overlay",
     QT_TRANSLATE_NOOP("revseg::ExportDialog",
                       "An endless animation for web pages and slides, with the masks in "
                       "their colours over the picture."),
     QT_TRANSLATE_NOOP("revseg::ExportDialog",
                       "At most 640 pixels wide or high, 256 colours a picture and 50 "
                       "pictures a second; long videos become large files.")},
    {ExportKind::FrameOverlay, QT_TRANSLATE_NOOP("revseg::ExportDialog", "Picture with masks"), "overlay",
     QT_TRANSLATE_NOOP("revseg::ExportDialog",
                       "A PNG of the frame shown, with the masks in their colours over it."),
     ""},
    {ExportKind::FramePlain, QT_TRANSLATE_NOOP("revseg::ExportDialog", "Picture alone"), "",
     QT_TRANSLATE_NOOP("revseg::ExportDialog", "A PNG of the frame shown, as it is."), ""},
    {ExportKind::FrameMask, QT_TRANSLATE_NOOP("revseg::ExportDialog", "Mask alone"), "mask",
     QT_TRANSLATE_NOOP("revseg::ExportDialog",
                       "A palette PNG of the frame shown; a pixel's value is the number of its object."),
     QT_TRANSLATE_NOOP("revseg::ExportDialog", "Where objects overlap, only the topmost one is kept.")},
};

const KindText& textOf(ExportKind kind)
{
    const KindText* found = &kKinds[0];
    for (const KindText& k : kKinds) {
        if (k.kind == kind)
            found = &k;
    }
    return *found;
}

/// A name as part of a file's name.
QString tame(QString name)
{
    return name.replace(QLatin1Char('/'), QLatin1Char('_')).replace(QLatin1Char('\\'), QLatin1Char('_'));
}

} // namespace

ExportDialog::ExportDialog(const About& about, QWidget* parent)
    : QDialog(parent)
    , m_about(about)
    , m_kinds(new QListWidget)
    , m_title(new QLabel)
    , m_text(new QLabel)
    , m_limits(new QLabel)
    , m_one(new QRadioButton(tr("&Only “%1”").arg(about.video)))
    , m_all(new QRadioButton(tr("&All %n video(s) of the project", nullptr, about.videos)))
    , m_pictures(new QCheckBox(tr("Also write the &frames as JPEG")))
    , m_target(new QLineEdit)
    , m_problem(new QLabel)
    , m_replace(new QCheckBox)
    , m_ok(nullptr)
{
    setWindowTitle(tr("Export"));
    const auto heading = [this](const QString& text) {
        auto* item = new QListWidgetItem(text, m_kinds);
        item->setFlags(Qt::NoItemFlags);
        QFont font = m_kinds->font();
        font.setBold(true);
        item->setFont(font);
        item->setSizeHint(QSize(0, fontMetrics().height() + 12));
    };
    for (const KindText& k : kKinds) {
        if (k.kind == ExportKind::Davis2017)
            heading(tr("Masks"));
        else if (k.kind == ExportKind::OverlayMp4)
            heading(tr("To look at"));
        else if (k.kind == ExportKind::FrameOverlay)
            heading(tr("Frame %1").arg(about.frame));
        auto* item = new QListWidgetItem(QStringLiteral("   ") + tr(k.name), m_kinds);
        item->setData(Qt::UserRole, int(k.kind));
        item->setSizeHint(QSize(0, fontMetrics().height() + 6));
    }
    m_kinds->setAccessibleName(tr("Format"));
    m_kinds->setFixedWidth(fontMetrics().horizontalAdvance(tr("Picture with masks")) + 64);
    m_kinds->setMinimumHeight((fontMetrics().height() + 8) * m_kinds->count());

    QFont large = font();
    large.setPointSizeF(large.pointSizeF() * 1.25);
    large.setBold(true);
    m_title->setFont(large);
    for (QLabel* label : {m_text, m_limits, m_problem}) {
        label->setWordWrap(true);
        label->setTextFormat(Qt::PlainText);
    }
    m_limits->setForegroundRole(QPalette::PlaceholderText);
    auto* right = new QVBoxLayout;
    right->addWidget(m_title);
    right->addWidget(m_text);
    right->addWidget(m_limits);
    right->addSpacing(8);
    right->addWidget(m_pictures);
    right->addStretch();
    right->addWidget(m_one);
    right->addWidget(m_all);
    auto* upper = new QHBoxLayout;
    upper->addWidget(m_kinds);
    upper->addSpacing(8);
    upper->addLayout(right, 1);

    auto* row = new QHBoxLayout;
    auto* label = new QLabel(tr("&To:"));
    label->setBuddy(m_target);
    auto* browseButton = new QPushButton(tr("&Browse…"));
    row->addWidget(label);
    row->addWidget(m_target, 1);
    row->addWidget(browseButton);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Cancel);
    m_ok = buttons->addButton(tr("&Export"), QDialogButtonBox::AcceptRole);

    auto* column = new QVBoxLayout(this);
    column->addLayout(upper, 1);
    column->addSpacing(6);
    column->addLayout(row);
    column->addWidget(m_replace);
    column->addWidget(m_problem);
    column->addWidget(buttons);
    resize(660, sizeHint().height());

    m_one->setChecked(true);
    m_all->setEnabled(about.videos > 1);
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(browseButton, &QPushButton::clicked, this, &ExportDialog::browse);
    connect(m_target, &QLineEdit::textEdited, this, [this] { m_edited = true; });
    connect(m_target, &QLineEdit::textChanged, this, [this] {
        m_replace->setChecked(false); // it was meant for another place
        updateState();
    });
    connect(m_replace, &QCheckBox::toggled, this, &ExportDialog::updateState);
    connect(m_all, &QRadioButton::toggled, this, &ExportDialog::proposeTarget);
    connect(m_kinds, &QListWidget::currentRowChanged, this, &ExportDialog::proposeTarget);
    setKind(ExportKind::Davis2017);
}

ExportKind ExportDialog::kind() const
{
    const QListWidgetItem* const item = m_kinds->currentItem();
    return item != nullptr ? ExportKind(item->data(Qt::UserRole).toInt()) : ExportKind::Davis2017;
}

void ExportDialog::setKind(ExportKind kind)
{
    for (int i = 0; i < m_kinds->count(); ++i) {
        const QVariant value = m_kinds->item(i)->data(Qt::UserRole);
        if (value.isValid() && value.toInt() == int(kind))
            m_kinds->setCurrentRow(i);
    }
}

void ExportDialog::setAllVideos(bool all)
{
    (all ? m_all : m_one)->setChecked(true);
}

void ExportDialog::setTarget(const QString& path)
{
    m_edited = true;
    m_target->setText(QDir::toNativeSeparators(path));
}

void ExportDialog::setReplace(bool replace)
{
    m_replace->setChecked(replace);
}

bool ExportDialog::writesFile() const
{
    return !fileSuffix(kind()).isEmpty() && (isFrame(kind()) || !m_all->isChecked());
}

void ExportDialog::proposeTarget()
{
    // What was typed for a folder is no name for a file.
    const bool file = writesFile();
    const QString suffix = fileSuffix(kind());
    const bool fits =
        file == !QFileInfo(m_target->text()).suffix().isEmpty() &&
        (!file || QFileInfo(m_target->text()).suffix().compare(suffix, Qt::CaseInsensitive) == 0);
    if (!m_edited || !fits) {
        m_edited = false;
        const bool all = m_all->isChecked() && !isFrame(kind());
        QStringList parts{tame(all ? m_about.project : m_about.video)};
        if (isFrame(kind()))
            parts << QString::number(m_about.frame);
        if (const QString end = QLatin1String(textOf(kind()).end); !end.isEmpty())
            parts << end;
        QString path = QDir(m_about.folder).filePath(parts.join(QLatin1Char('-')));
        if (file)
            path += QLatin1Char('.') + suffix;
        m_target->setText(QDir::toNativeSeparators(path));
    }
    updateState();
}

void ExportDialog::browse()
{
    const QString suffix = fileSuffix(kind());
    const QString path =
        writesFile()
            ? QFileDialog::getSaveFileName(this, tr("Export to"), m_target->text(),
                                           QStringLiteral("%1 (*.%2)").arg(suffix.toUpper(), suffix), nullptr,
                                           QFileDialog::DontConfirmOverwrite) // the dialog asks itself
            : QFileDialog::getExistingDirectory(this, tr("Export into a folder"), m_about.folder);
    if (!path.isEmpty())
        setTarget(path);
}

void ExportDialog::updateState()
{
    const KindText& text = textOf(kind());
    m_title->setText(tr(text.name));
    m_text->setText(tr(text.text));
    m_limits->setText(*text.limits != '\0' ? tr(text.limits) : QString());
    m_pictures->setVisible(maskFormat(kind()).has_value());
    m_one->setVisible(!isFrame(kind()));
    m_all->setVisible(!isFrame(kind()));

    const ExportChoice now = choice();
    const QFileInfo info(now.target);
    const bool taken = writesFile() ? info.isFile() : info.isDir() && !QDir(now.target).isEmpty();
    m_replace->setText(writesFile()
                           ? tr("&Replace the file that is there")
                           : tr("The folder is not empty: &replace files of the same names, keep others"));
    m_replace->setVisible(taken);
    const QString wrong = problem();
    QPalette colors = palette();
    colors.setColor(QPalette::WindowText, accent(Accent::Bad, colors));
    m_problem->setPalette(colors);
    m_problem->setText(wrong);
    m_problem->setVisible(!wrong.isEmpty());
    m_ok->setEnabled(!now.target.isEmpty() && wrong.isEmpty() && (!taken || m_replace->isChecked()));
}

QString ExportDialog::problem() const
{
    const ExportChoice now = choice();
    const QFileInfo info(now.target);
    if (now.target.isEmpty())
        return {};
    if (!writesFile())
        return info.isFile() ? tr("This is a file; choose a folder.") : QString();
    const QString suffix = fileSuffix(now.kind);
    if (info.suffix().compare(suffix, Qt::CaseInsensitive) != 0)
        return tr("The name has to end in .%1.").arg(suffix);
    if (info.isDir())
        return tr("This is a folder; choose a name for the file.");
    if (!QFileInfo(info.absolutePath()).isDir())
        return tr("There is no folder %1.").arg(QDir::toNativeSeparators(info.absolutePath()));
    return {};
}

ExportChoice ExportDialog::choice() const
{
    ExportChoice out;
    out.kind = kind();
    out.all_videos = m_all->isChecked() && !isFrame(out.kind);
    out.target = QDir::fromNativeSeparators(m_target->text().trimmed());
    if (writesFile() && !out.target.isEmpty() && QFileInfo(out.target).suffix().isEmpty() &&
        !QFileInfo(out.target).isDir())
        out.target += QLatin1Char('.') + fileSuffix(out.kind);
    out.with_pictures = m_pictures->isChecked() && maskFormat(out.kind).has_value();
    out.replace = m_replace->isChecked();
    return out;
}

} // namespace revseg
