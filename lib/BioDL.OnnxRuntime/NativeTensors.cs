using BioDL.Learning;
using BioDL.Learning.Graphs;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;
using Tensor = BioDL.Learning.Tensor;

namespace BioDL.OnnxRuntime;

/// <summary>Tensors on their way to ONNX Runtime and back. Both number the element types as ONNX does.</summary>
internal static class NativeTensors
{
    /// <summary>Lends a tensor's memory, without a copy; the tensor must outlive the result.</summary>
    public static unsafe OrtValue Lend(Tensor tensor)
    {
        var shape = Array.ConvertAll(tensor.Shape.ToArray(), size => (long)size);
        return OrtValue.CreateTensorValueWithData(
            OrtMemoryInfo.DefaultInstance, (TensorElementType)tensor.Type, shape, (nint)tensor.Memory.Pointer, tensor.Bytes.Length);
    }

    /// <summary>Copies a result into a tensor of our own.</summary>
    /// <exception cref="OnnxException">It is not a tensor, or too large.</exception>
    public static Tensor Copy(OrtValue value)
    {
        if (!value.IsTensor)
            throw new OnnxException($"ONNX Runtime returned a {value.OnnxType}, but only tensors are understood.");
        var info = value.GetTensorTypeAndShape();
        var type = (ElementType)info.ElementDataType;
        if (type.Size() == 0)
            throw new OnnxException($"ONNX Runtime returned a tensor of {info.ElementDataType}, which this library cannot hold.");
        var tensor = Tensor.Uninitialised(type, new TensorShape(Array.ConvertAll(info.Shape, size => checked((int)size))));
        if (tensor.Shape.Count > 0)
            value.GetTensorMutableRawData().CopyTo(tensor.Bytes);
        return tensor;
    }

    /// <summary>An input or output as ONNX Runtime describes it.</summary>
    public static GraphValue Describe(string name, NodeMetadata value)
    {
        if (!value.IsTensor)
            return new GraphValue(name, ElementType.Undefined, null);
        var sizes = value.Dimensions.Zip(value.SymbolicDimensions, (size, symbol) => size >= 0 ? size : new Dimension(null, symbol.Length > 0 ? symbol : null));
        // No sizes may mean a number alone, or a shape that the file does not tell: ONNX Runtime describes both alike.
        return new GraphValue(name, (ElementType)value.ElementDataType, value.Dimensions.Length == 0 ? null : [.. sizes]);
    }
}
