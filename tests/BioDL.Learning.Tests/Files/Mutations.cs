using BioDL.Learning.Files.Wire;
using Google.Protobuf;
using Google.Protobuf.Reflection;

namespace BioDL.Learning.Tests.Files;

/// <summary>Damages model files: their bytes, or the messages in them, so that what comes out is still well-formed.</summary>
internal static class Mutations
{
    private static readonly long[] Numbers = [0, 1, -1, 2, 3, 7, 10, 16, 255, int.MaxValue, int.MinValue, 1L << 32, long.MaxValue, long.MinValue];

    /// <summary>One to four faults.</summary>
    public static byte[] Of(byte[] original, Random random)
    {
        if (random.Next(2) == 0)
            return OfBytes(original, random);
        var model = ModelProto.Parser.ParseFrom(original);
        for (var faults = Faults(random); faults > 0; faults--)
            Damage(model, model, random);
        return model.ToByteArray();
    }

    /// <summary>Often one: a model that is wrong in one place gets further than one that is wrong in four.</summary>
    private static int Faults(Random random) => random.Next(2) == 0 ? 1 : random.Next(2, 5);

    private static byte[] OfBytes(byte[] original, Random random)
    {
        var file = (byte[])original.Clone();
        for (var faults = Faults(random); faults > 0 && file.Length > 1; faults--)
        {
            var at = random.Next(file.Length);
            switch (random.Next(6))
            {
                case 0:
                    file = file[..at];
                    break;
                case 1:
                    file = [.. file[..at], (byte)random.Next(256), .. file[at..]];
                    break;
                case 2:
                    var from = random.Next(file.Length);
                    var length = Math.Min(random.Next(1, 32), file.Length - Math.Max(at, from));
                    Array.Copy(file, from, file, at, length);
                    break;
                default:
                    file[at] = (byte)random.Next(256);
                    break;
            }
        }
        return file;
    }

    /// <summary>Goes down to some message and changes one of its fields.</summary>
    private static void Damage(IMessage message, ModelProto whole, Random random)
    {
        while (Inner(message, random) is { } inner && random.Next(6) > 0)
            message = inner;
        var field = Pick(message.Descriptor.Fields.InDeclarationOrder(), random);
        if (field.IsRepeated)
            DamageList((System.Collections.IList)field.Accessor.GetValue(message), field, whole, random);
        else if (random.Next(4) == 0)
            field.Accessor.Clear(message);
        else if (field.FieldType != FieldType.Message)
            field.Accessor.SetValue(message, Value(field, whole, random));
    }

    private static IMessage? Inner(IMessage message, Random random)
    {
        var inner = message.Descriptor.Fields.InDeclarationOrder().Where(field => field.FieldType == FieldType.Message).SelectMany(field =>
            field.Accessor.GetValue(message) switch
            {
                System.Collections.IList list => list.Cast<IMessage>(),
                IMessage one => [one],
                _ => [],
            }).ToArray();
        return inner.Length == 0 ? null : inner[random.Next(inner.Length)];
    }

    private static void DamageList(System.Collections.IList list, FieldDescriptor field, ModelProto whole, Random random)
    {
        var action = random.Next(4);
        if (list.Count == 0 || action == 0)
        {
            if (field.FieldType != FieldType.Message)
                list.Insert(random.Next(list.Count + 1), Value(field, whole, random));
            return;
        }
        var at = random.Next(list.Count);
        if (action == 1)
            list.RemoveAt(at);
        else if (action == 2)
            (list[at], list[0]) = (list[0], list[at]);
        else if (field.FieldType == FieldType.Message)
            list.Add(list[at]);
        else
            list[at] = Value(field, whole, random);
    }

    private static object Value(FieldDescriptor field, ModelProto whole, Random random) => field.FieldType switch
    {
        FieldType.Int64 => Numbers[random.Next(Numbers.Length)],
        FieldType.UInt64 => (ulong)Numbers[random.Next(Numbers.Length)],
        FieldType.Int32 => (int)Numbers[random.Next(Numbers.Length)],
        FieldType.Float => (float)Numbers[random.Next(Numbers.Length)],
        FieldType.Double => (double)Numbers[random.Next(Numbers.Length)],
        FieldType.Enum => Enum.ToObject(field.EnumType.ClrType, random.Next(field.EnumType.Values.Count)),
        FieldType.Bytes => ByteString.CopyFrom(new byte[random.Next(40)]),
        _ => Name(whole, random),
    };

    /// <summary>A word that means something somewhere in the model.</summary>
    private static string Name(ModelProto whole, Random random)
    {
        if (whole.Graph is not { Node.Count: > 0 } graph)
            return "x";
        var node = graph.Node[random.Next(graph.Node.Count)];
        string[] names = [.. node.Input, .. node.Output, .. node.Attribute.Select(attribute => attribute.Name), node.OpType, node.Name, "", "…"];
        return names[random.Next(names.Length)];
    }

    private static T Pick<T>(IList<T> from, Random random) => from[random.Next(from.Count)];
}
