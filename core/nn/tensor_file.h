// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/nn/mapped_file.h"

#include <map>
#include <memory>
#include <string>
#include <torch/types.h>
#include <vector>

namespace revseg::nn {

/// Named tensors in one safetensors file (huggingface/safetensors, README "Format": eight bytes of header
/// length, little-endian; a JSON object of name → dtype, shape, data_offsets; the data, row by row).
/// Memory-mapped: opening reads the header only, and tensors are views of the mapping that keep it alive.
/// Immutable; any thread.
class TensorFile
{
public:
    /// NotFound, Unreadable; Corrupt for a header that is too long, no JSON, has a name twice, or whose
    /// offsets do not fit the shapes, overlap, leave holes or reach past the end; Unsupported for an unknown
    /// dtype. Nothing in the file is trusted.
    static Expected<TensorFile> open(const std::string& path);

    const std::string& path() const { return m_path; }
    std::vector<std::string> names() const; ///< sorted
    bool has(const std::string& name) const { return m_entries.count(name) != 0; }
    /// The dtype and shape of the file, on the CPU. Must not be written to. NotFound names the tensor and the
    /// file.
    Expected<torch::Tensor> tensor(const std::string& name) const;
    size_t bytes(const std::string& name) const; ///< that it takes in the file; 0 where there is none
    /// Gives the memory of a tensor back that has been read and copied; it can be read again.
    void forget(const std::string& name) const;
    const std::map<std::string, std::string>& metadata() const { return m_metadata; }

private:
    struct Entry
    {
        torch::ScalarType type;
        std::vector<int64_t> shape;
        size_t begin; ///< from the start of the data
        size_t bytes;
    };

    std::string m_path;
    std::shared_ptr<const MappedFile> m_mapping;
    size_t m_dataAt = 0;
    std::map<std::string, Entry> m_entries;
    std::map<std::string, std::string> m_metadata;
};

/// Writes a safetensors file piece by piece, for tensors that are larger than what memory should hold. The
/// file is written beside its place and gets its name in finish(); without that nothing is left. One thread.
class TensorFileWriter
{
public:
    struct Entry
    {
        torch::ScalarType type;
        std::vector<int64_t> shape;
    };

    /// The file is as large as it will be, of zeros that take no space yet. Unreadable when the folder
    /// refuses; Unsupported for complex and quantized dtypes.
    static Expected<TensorFileWriter> create(const std::string& path,
                                             const std::map<std::string, Entry>& tensors,
                                             const std::map<std::string, std::string>& metadata = {});
    TensorFileWriter(TensorFileWriter&& other) noexcept;
    TensorFileWriter& operator=(TensorFileWriter&&) = delete;
    ~TensorFileWriter();

    /// Puts the elements of `piece` (any device, any layout) in place of those of the tensor from number
    /// `first` on, counted row by row. `name` is one of create(), the dtypes are equal, and the piece fits;
    /// else InvalidInput. Unreadable when the disk is full.
    Expected<void> write(const std::string& name, int64_t first, const torch::Tensor& piece);
    Expected<void> finish(); ///< Unreadable when the disk is full or the folder refuses

private:
    struct Span
    {
        torch::ScalarType type;
        size_t begin; ///< from the start of the file
        size_t bytes;
    };
    TensorFileWriter(std::string path, int descriptor);
    Failure broken() const;

    std::string m_path;
    int m_descriptor;
    std::map<std::string, Span> m_spans;
};

/// Writes tensors (any device, any layout) as safetensors, beside the place and then renamed into it.
/// Unreadable when the disk is full or the folder refuses, Unsupported for complex and quantized dtypes.
Expected<void> writeTensorFile(const std::string& path, const std::map<std::string, torch::Tensor>& tensors,
                               const std::map<std::string, std::string>& metadata = {});

} // namespace revseg::nn
