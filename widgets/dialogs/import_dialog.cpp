// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/dialogs/import_dialog.h"

#include "widgets/theme/accents.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTableWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace revseg {

namespace {
/// A row has a list of its own to choose from; of more sequences only those are shown that fit a video.
constexpr size_t kMostRows = 200;
enum Column { kSequence, kFrames, kSize, kVideo, kColumns };
} // namespace

ImportDialog::ImportDialog(std::vector<Video> videos, VideoId current, const QString& folder, QWidget* parent)
    : QDialog(parent)
    , m_videos(std::move(videos))
    , m_current(current)
    , m_folder(folder)
    , m_path(new QLineEdit)
    , m_format(new QComboBox)
    , m_table(new QTableWidget(0, kColumns))
    , m_status(new QLabel)
    , m_problem(new QLabel)
    , m_ok(nullptr)
{
    setWindowTitle(tr("Import masks"));
    m_path->setPlaceholderText(tr("A folder of the format, or its JSON file"));
    auto* folderButton = new QPushButton(tr("F&older…"));
    auto* fileButton = new QPushButton(tr("JSON &file…"));
    auto* place = new QHBoxLayout;
    place->addWidget(m_path, 1);
    place->addWidget(folderButton);
    place->addWidget(fileButton);
    m_format->addItem(tr("Find out"));
    for (const QString& name : formatNames()) {
        const Format format = *formatNamed(name);
        m_format->addItem(formatTitle(format), int(format));
    }
    auto* form = new QFormLayout;
    auto* from = new QLabel(tr("&From:"));
    from->setBuddy(m_path);
    form->addRow(from, place);
    form->addRow(tr("For&mat:"), m_format);

    m_table->setHorizontalHeaderLabels({tr("Sequence"), tr("Frames"), tr("Size"), tr("Goes to")});
    m_table->verticalHeader()->hide();
    m_table->horizontalHeader()->setSectionResizeMode(kSequence, QHeaderView::Stretch);
    m_table->horizontalHeader()->setSectionResizeMode(kFrames, QHeaderView::ResizeToContents);
    m_table->horizontalHeader()->setSectionResizeMode(kSize, QHeaderView::ResizeToContents);
    m_table->horizontalHeader()->setSectionResizeMode(kVideo, QHeaderView::Stretch);
    m_table->horizontalHeader()->setHighlightSections(false);
    m_table->setSelectionMode(QAbstractItemView::NoSelection);
    m_table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_table->setShowGrid(false);
    m_table->setAlternatingRowColors(true);
    m_table->setAccessibleName(tr("Sequences and the videos they go to"));
    m_status->setWordWrap(true);
    m_status->setForegroundRole(QPalette::PlaceholderText);
    m_problem->setWordWrap(true);
    m_problem->setTextFormat(Qt::PlainText);
    m_problem->setTextInteractionFlags(Qt::TextSelectableByMouse);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Cancel);
    m_ok = buttons->addButton(tr("&Import"), QDialogButtonBox::AcceptRole);

    auto* column = new QVBoxLayout(this);
    column->addLayout(form);
    column->addWidget(m_table, 1);
    column->addWidget(m_status);
    column->addWidget(m_problem);
    column->addWidget(buttons);
    resize(700, 460);

    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(folderButton, &QPushButton::clicked, this, &ImportDialog::browseFolder);
    connect(fileButton, &QPushButton::clicked, this, &ImportDialog::browseFile);
    connect(m_path, &QLineEdit::editingFinished, this, [this] {
        if (m_path->isModified())
            look();
    });
    connect(m_path, &QLineEdit::textEdited, this, [this] {
        m_found.reset();
        m_problem->clear();
        fill();
    });
    connect(m_format, &QComboBox::activated, this, &ImportDialog::look);
    fill();
}

void ImportDialog::setPath(const QString& path)
{
    m_path->setText(QDir::toNativeSeparators(path));
    look();
}

void ImportDialog::setFormat(std::optional<Format> format)
{
    m_format->setCurrentIndex(format ? m_format->findData(int(*format)) : 0);
    look();
}

void ImportDialog::browseFolder()
{
    const QString path = QFileDialog::getExistingDirectory(this, tr("Folder with masks"), m_folder);
    if (!path.isEmpty())
        setPath(path);
}

void ImportDialog::browseFile()
{
    const QString path = QFileDialog::getOpenFileName(this, tr("JSON file with masks"), m_folder,
                                                      tr("JSON files (*.json);;All files (*)"));
    if (!path.isEmpty())
        setPath(path);
}

void ImportDialog::look()
{
    m_path->setModified(false);
    m_found.reset();
    m_problem->clear();
    fill();
    const QString path = QDir::fromNativeSeparators(m_path->text().trimmed());
    if (path.isEmpty())
        return;
    m_folder = QFileInfo(path).absolutePath();
    m_status->setText(tr("Looking…"));
    const QVariant format = m_format->currentData();
    Q_EMIT wanted(path, format.isValid() ? std::optional(Format(format.toInt())) : std::nullopt);
}

void ImportDialog::setFound(const FoundMasks& masks)
{
    m_found = masks;
    m_problem->clear();
    fill();
}

void ImportDialog::setProblem(const QString& text)
{
    m_found.reset();
    fill();
    m_status->clear();
    m_problem->setText(text);
    updateState();
}

/// By name; a single sequence is meant for the video shown when it fits.
VideoId ImportDialog::proposedFor(const Sequence& sequence) const
{
    for (const Video& v : m_videos) {
        if (isNamedAs(sequence.name, v.name))
            return v.id;
    }
    if (m_found->sequences.size() == 1 && mismatch(sequence, m_current).isEmpty())
        return m_current;
    return {};
}

void ImportDialog::fill()
{
    m_table->setRowCount(0);
    m_rows.clear();
    if (m_found) {
        std::vector<VideoId> proposed;
        for (const Sequence& s : m_found->sequences)
            proposed.push_back(proposedFor(s));
        // Those that go somewhere come first.
        for (const bool goes : {true, false}) {
            for (size_t i = 0; i < proposed.size(); ++i) {
                if (proposed[i].isValid() == goes && (goes || m_rows.size() < kMostRows))
                    m_rows.push_back(i);
            }
        }
        m_table->setRowCount(int(m_rows.size()));
        for (int row = 0; row < int(m_rows.size()); ++row) {
            const Sequence& s = m_found->sequences[m_rows[size_t(row)]];
            const auto put = [this, row](Column column, const QString& text, Qt::Alignment alignment) {
                auto* item = new QTableWidgetItem(text);
                item->setTextAlignment(alignment | Qt::AlignVCenter);
                item->setFlags(Qt::ItemIsEnabled);
                m_table->setItem(row, column, item);
            };
            put(kSequence, s.name, Qt::AlignLeft);
            put(kFrames, QString::number(s.frameCount()), Qt::AlignRight);
            put(kSize, QStringLiteral("%1×%2").arg(s.size.width).arg(s.size.height), Qt::AlignRight);
            auto* box = new QComboBox;
            box->addItem(tr("Leave out"), qint64(0));
            for (const Video& v : m_videos)
                box->addItem(v.name, v.id.value);
            box->setCurrentIndex(std::max(0, box->findData(proposed[m_rows[size_t(row)]].value)));
            box->setAccessibleName(tr("Video for %1").arg(s.name));
            connect(box, &QComboBox::currentIndexChanged, this, &ImportDialog::updateState);
            m_table->setCellWidget(row, kVideo, box);
        }
    }
    updateState();
}

QComboBox* ImportDialog::boxAt(int row) const
{
    return qobject_cast<QComboBox*>(m_table->cellWidget(row, kVideo));
}

void ImportDialog::setVideo(const QString& sequence, VideoId video)
{
    for (int row = 0; row < int(m_rows.size()); ++row) {
        if (m_found->sequences[m_rows[size_t(row)]].name == sequence)
            boxAt(row)->setCurrentIndex(std::max(0, boxAt(row)->findData(video.isValid() ? video.value : 0)));
    }
}

/// Why a sequence cannot go to a video; empty when it can, as far as can be told.
QString ImportDialog::mismatch(const Sequence& sequence, VideoId video) const
{
    for (const Video& v : m_videos) {
        if (v.id != video)
            continue;
        if (v.size != sequence.size)
            return tr("“%1” has %2×%3 pixels, but “%4” has %5×%6.")
                .arg(sequence.name)
                .arg(sequence.size.width)
                .arg(sequence.size.height)
                .arg(v.name)
                .arg(v.size.width)
                .arg(v.size.height);
        if (sequence.frameCount() > v.frames)
            return tr("“%1” has %2 frames, but “%3” has %4.")
                .arg(sequence.name)
                .arg(sequence.frameCount())
                .arg(v.name)
                .arg(v.frames);
        return {};
    }
    return tr("The project has no such video.");
}

void ImportDialog::updateState()
{
    bool good = m_found.has_value();
    if (m_found) {
        QString wrong;
        std::vector<VideoId> taken;
        for (const auto& [name, video] : choice().sequences) {
            const auto s = std::find_if(m_found->sequences.begin(), m_found->sequences.end(),
                                        [&name = name](const Sequence& q) { return q.name == name; });
            if (wrong.isEmpty())
                wrong = mismatch(*s, video);
            if (wrong.isEmpty() && std::find(taken.begin(), taken.end(), video) != taken.end())
                wrong = tr("Two sequences cannot go to the same video.");
            taken.push_back(video);
        }
        m_problem->setText(wrong);
        QStringList status{tr("%1, %n sequence(s)", nullptr, int(m_found->sequences.size()))
                               .arg(formatTitle(m_found->format)),
                           taken.empty() ? tr("choose the videos they go to")
                                         : tr("%n of them will be imported", nullptr, int(taken.size()))};
        if (const size_t hidden = m_found->sequences.size() - m_rows.size(); hidden > 0)
            status << tr("%n more fit no video and are not shown", nullptr, int(hidden));
        m_status->setText(status.join(QStringLiteral("; ")) + QLatin1Char('.'));
        good = wrong.isEmpty() && !taken.empty();
    } else if (m_path->text().isEmpty()) {
        m_status->setText(tr("Masks become new objects; those that are there stay as they are."));
    } else {
        m_status->clear();
    }
    QPalette colors = palette();
    colors.setColor(QPalette::WindowText, accent(Accent::Bad, colors));
    m_problem->setPalette(colors);
    m_problem->setVisible(!m_problem->text().isEmpty());
    m_ok->setEnabled(good);
}

bool ImportDialog::canImport() const
{
    return m_ok->isEnabled();
}

QString ImportDialog::problem() const
{
    return m_problem->text();
}

ImportChoice ImportDialog::choice() const
{
    ImportChoice out;
    out.path = QDir::fromNativeSeparators(m_path->text().trimmed());
    if (!m_found)
        return out;
    out.format = m_found->format;
    for (int row = 0; row < int(m_rows.size()); ++row) {
        const QComboBox* const box = boxAt(row);
        if (box != nullptr && box->currentIndex() > 0)
            out.sequences.emplace_back(m_found->sequences[m_rows[size_t(row)]].name,
                                       VideoId{box->currentData().toLongLong()});
    }
    return out;
}

} // namespace revseg
