// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Drives a fuzz target where the compiler has no libFuzzer: each file of the folders named runs as it is and
// then changed a number of times, the same way on every machine. "-runs=N" says how many changes.
#include "tests/fuzz/fuzz.h"

#include <QByteArray>
#include <QDir>
#include <QFile>
#include <QRandomGenerator>

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size);

namespace {

void run(const QByteArray& bytes)
{
    LLVMFuzzerTestOneInput(reinterpret_cast<const uint8_t*>(bytes.constData()), size_t(bytes.size()));
}

QByteArray changed(QByteArray bytes, QRandomGenerator& random)
{
    static const QByteArray alphabet("{}[]<>\"'\\:,.-+eE0123456789 \n\r\tdata: null");
    const int edits = 1 + int(random.bounded(8));
    for (int i = 0; i < edits; ++i) {
        const int size = int(bytes.size());
        const qsizetype at = random.bounded(size + 1);
        switch (random.bounded(5)) {
        case 0:
            bytes.remove(at, 1 + random.bounded(12));
            break;
        case 1:
            bytes.insert(at, alphabet[random.bounded(int(alphabet.size()))]);
            break;
        case 2:
            bytes.insert(at, bytes.mid(random.bounded(size + 1), random.bounded(40)));
            break;
        case 3:
            bytes.insert(at, char(random.bounded(256)));
            break;
        default:
            bytes.truncate(std::max<qsizetype>(at, size / 2));
            break;
        }
    }
    return bytes;
}

} // namespace

int main(int argc, char** argv)
{
    int runs = 200;
    QRandomGenerator random(20);
    int files = 0;
    for (int i = 1; i < argc; ++i) {
        const QByteArray argument(argv[i]);
        if (argument.startsWith("-runs=")) {
            runs = argument.mid(6).toInt();
            continue;
        }
        const QDir folder(QFile::decodeName(argument));
        for (const QString& name : folder.entryList(QDir::Files, QDir::Name)) {
            QFile file(folder.filePath(name));
            if (!file.open(QIODevice::ReadOnly))
                return 2;
            const QByteArray bytes = file.readAll();
            run(bytes);
            for (int n = 0; n < runs; ++n)
                run(changed(bytes, random));
            ++files;
        }
    }
    std::printf("%d files, %d changes of each\n", files, runs);
    return files > 0 ? 0 : 2;
}
