// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// DAVIS 2017 (palette pictures, value = object id, 255 = void) and 2016 (black and white, one object):
// Annotations/480p/<sequence>/<frame>.png, JPEGImages/480p/<sequence>/<frame>.jpg,
// ImageSets/<year>/<set>.txt. Read is also the folder of one sequence alone.
#include "core/base/file_output.h"
#include "core/formats/format_files_p.h"

#include <QDir>
#include <QFileInfo>

namespace revseg {

namespace {

class DavisSource final : public MaskSource
{
public:
    DavisSource(QString root, std::vector<Sequence> sequences, std::vector<bool> merged)
        : m_root(std::move(root))
        , m_sequences(std::move(sequences))
        , m_merged(std::move(merged))
    {
    }

    const std::vector<Sequence>& sequences() const override { return m_sequences; }
    Result<std::vector<SequenceMask>> masks(size_t sequence, int frame) override
    {
        const Sequence& s = m_sequences[sequence];
        return readLabelMasks(QStringLiteral("%1/%2/%3.png").arg(m_root, s.name, s.frame_names[frame]),
                              s.size, m_merged[sequence], m_losses);
    }
    std::map<QString, qint64> losses() const override { return m_losses.byName(); }

private:
    QString m_root; ///< the folder of the sequences
    std::vector<Sequence> m_sequences;
    std::vector<bool> m_merged; ///< by sequence: black and white
    LabelLosses m_losses;
};

class DavisWriter final : public FormatWriter
{
public:
    DavisWriter(QString folder, bool merged) : m_folder(std::move(folder)), m_merged(merged) {}

    Result<void> writeFrame(const Sequence& sequence, int frame,
                            const std::vector<SequenceMask>& masks) override
    {
        const QString folder = m_folder + QStringLiteral("/Annotations/480p/") + sequence.name;
        if (frame == 0) {
            if (auto made = makeFolder(folder); !made)
                return made;
        }
        return writeLabelMasks(QStringLiteral("%1/%2.png").arg(folder, sequence.frame_names[frame]),
                               sequence.size, masks, m_merged);
    }
    Result<void> endSequence(const Sequence& sequence) override
    {
        if (m_merged) { // 2016 lists pairs of files
            for (const QString& name : sequence.frame_names)
                m_list += QStringLiteral("/JPEGImages/480p/%1/%2.jpg /Annotations/480p/%1/%2.png\n")
                              .arg(sequence.name, name)
                              .toUtf8();
        } else {
            m_list += sequence.name.toUtf8() + '\n';
        }
        return {};
    }
    Result<void> writePicture(const Sequence& sequence, int frame, const QImage& picture) override
    {
        const QString folder = m_folder + QStringLiteral("/JPEGImages/480p/") + sequence.name;
        if (frame == 0) {
            if (auto made = makeFolder(folder); !made)
                return made;
        }
        return writeJpeg(QStringLiteral("%1/%2.jpg").arg(folder, sequence.frame_names[frame]), picture);
    }
    Result<void> finish() override
    {
        const QString folder =
            m_folder + (m_merged ? QStringLiteral("/ImageSets/480p") : QStringLiteral("/ImageSets/2017"));
        if (auto made = makeFolder(folder); !made)
            return made;
        return writeFile(folder + QStringLiteral("/val.txt"), m_list);
    }

private:
    QString m_folder;
    bool m_merged;
    QByteArray m_list;
};

} // namespace

Result<std::unique_ptr<MaskSource>> openDavis(const QString& path, bool merged)
{
    QString root;
    for (const char* place : {"/Annotations/480p", "/Annotations/Full-Resolution"}) {
        if (root.isEmpty() && QFileInfo(path + QLatin1String(place)).isDir())
            root = path + QLatin1String(place);
    }
    QStringList folders;
    if (root.isEmpty() && !pictureNames(path, QStringLiteral("png")).isEmpty()) {
        const QDir alone(QDir(path).absolutePath());
        folders << alone.dirName();
        root = QFileInfo(alone.path()).path();
    }
    if (root.isEmpty()) {
        return fail(ErrorKind::NotFound,
                    QT_TRANSLATE_NOOP("core", "“%1” is no DAVIS folder: there is no Annotations/480p in it"),
                    {path},
                    QT_TRANSLATE_NOOP("core", "choose the folder that holds Annotations and JPEGImages"));
    }
    std::vector<Sequence> sequences;
    std::vector<bool> blackAndWhite;
    if (folders.isEmpty())
        folders = QDir(root).entryList(QDir::Dirs | QDir::NoDotAndDotDot, QDir::Name);
    for (const QString& name : folders) {
        Sequence s;
        s.name = name;
        const QString folder = root + QLatin1Char('/') + name;
        s.frame_names = pictureNames(folder, QStringLiteral("png"));
        if (s.frame_names.isEmpty())
            continue;
        const auto size = labelPictureSize(QStringLiteral("%1/%2.png").arg(folder, s.frame_names[0]));
        if (!size)
            return fail(size.error());
        s.size = *size;
        const auto bw = isBlackAndWhite(QStringLiteral("%1/%2.png").arg(folder, s.frame_names[0]));
        if (!bw)
            return fail(bw.error());
        blackAndWhite.push_back(merged || *bw);
        sequences.push_back(std::move(s));
    }
    if (sequences.empty()) {
        return fail(ErrorKind::NotFound, QT_TRANSLATE_NOOP("core", "There is no mask in “%1”"), {root},
                    QT_TRANSLATE_NOOP("core", "choose the folder that holds Annotations/480p/<sequence>"));
    }
    return std::make_unique<DavisSource>(root, std::move(sequences), std::move(blackAndWhite));
}

std::unique_ptr<FormatWriter> makeDavisWriter(const QString& folder, bool merged)
{
    return std::make_unique<DavisWriter>(folder, merged);
}

} // namespace revseg
