using System.Collections.Immutable;
using System.Reflection.Emit;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;

namespace BioDL.Tests;

/// <summary>Finds in an assembly's metadata and IL which room's types refer to which other room's.</summary>
internal sealed class RoomReader(PEReader file, MetadataReader metadata) : ISignatureTypeProvider<HashSet<string>, int>
{
    private static readonly Dictionary<short, OpCode> OpCodesByValue = typeof(OpCodes).GetFields()
        .Select(field => (OpCode)field.GetValue(null)!).ToDictionary(code => code.Value);

    public HashSet<(string From, string To)> Arrows()
    {
        var arrows = new HashSet<(string, string)>();
        foreach (var handle in metadata.TypeDefinitions)
        {
            if (RoomOf(handle) is not { } from)
                continue;
            var used = new HashSet<string>();
            CollectType(metadata.GetTypeDefinition(handle), used);
            used.Remove(from);
            arrows.UnionWith(used.Select(to => (from, to)));
        }
        return arrows;
    }

    private void CollectType(TypeDefinition type, HashSet<string> used)
    {
        Collect(type.BaseType, used);
        foreach (var implemented in type.GetInterfaceImplementations())
            Collect(metadata.GetInterfaceImplementation(implemented).Interface, used);
        foreach (var field in type.GetFields())
            used.UnionWith(metadata.GetFieldDefinition(field).DecodeSignature(this, 0));
        foreach (var handle in type.GetMethods())
        {
            var method = metadata.GetMethodDefinition(handle);
            Add(method.DecodeSignature(this, 0), used);
            if (method.RelativeVirtualAddress != 0)
                CollectBody(file.GetMethodBody(method.RelativeVirtualAddress), used);
        }
    }

    private void CollectBody(MethodBodyBlock body, HashSet<string> used)
    {
        var il = body.GetILReader();
        while (il.RemainingBytes > 0)
        {
            short value = il.ReadByte();
            if (value == 0xFE)
                value = unchecked((short)(0xFE00 | il.ReadByte()));
            switch (OpCodesByValue[value].OperandType)
            {
                case OperandType.InlineField or OperandType.InlineMethod or OperandType.InlineTok or OperandType.InlineType:
                    Collect(MetadataTokens.EntityHandle(il.ReadInt32()), used);
                    break;
                case OperandType.InlineSwitch:
                    var targets = il.ReadInt32();
                    il.Offset += 4 * targets;
                    break;
                case var operand:
                    il.Offset += SizeOf(operand);
                    break;
            }
        }
    }

    private static int SizeOf(OperandType operand) => operand switch
    {
        OperandType.InlineNone => 0,
        OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
        OperandType.InlineVar => 2,
        OperandType.InlineI8 or OperandType.InlineR => 8,
        _ => 4,
    };

    private void Collect(EntityHandle handle, HashSet<string> used)
    {
        if (handle.IsNil)
            return;
        switch (handle.Kind)
        {
            case HandleKind.TypeDefinition:
                if (RoomOf((TypeDefinitionHandle)handle) is { } room)
                    used.Add(room);
                break;
            case HandleKind.TypeSpecification:
                used.UnionWith(metadata.GetTypeSpecification((TypeSpecificationHandle)handle).DecodeSignature(this, 0));
                break;
            case HandleKind.MethodDefinition:
                Collect(metadata.GetMethodDefinition((MethodDefinitionHandle)handle).GetDeclaringType(), used);
                break;
            case HandleKind.FieldDefinition:
                Collect(metadata.GetFieldDefinition((FieldDefinitionHandle)handle).GetDeclaringType(), used);
                break;
            case HandleKind.MemberReference:
                Collect(metadata.GetMemberReference((MemberReferenceHandle)handle).Parent, used);
                break;
            case HandleKind.MethodSpecification:
                var specification = metadata.GetMethodSpecification((MethodSpecificationHandle)handle);
                Collect(specification.Method, used);
                specification.DecodeSignature(this, 0).ToList().ForEach(rooms => used.UnionWith(rooms));
                break;
        }
    }

    private static void Add(MethodSignature<HashSet<string>> signature, HashSet<string> used)
    {
        used.UnionWith(signature.ReturnType);
        signature.ParameterTypes.ToList().ForEach(used.UnionWith);
    }

    /// <summary>The room of a type: what follows <c>BioDL.</c> in the namespace of its outermost type; null for the compiler's own types.</summary>
    private string? RoomOf(TypeDefinitionHandle handle)
    {
        var type = metadata.GetTypeDefinition(handle);
        while (!type.GetDeclaringType().IsNil)
            type = metadata.GetTypeDefinition(type.GetDeclaringType());
        var name = metadata.GetString(type.Namespace);
        return name.StartsWith("BioDL.", StringComparison.Ordinal) ? name.Split('.')[1] : name == "BioDL" ? "BioDL" : null;
    }

    public HashSet<string> GetTypeFromDefinition(MetadataReader reader, TypeDefinitionHandle handle, byte rawTypeKind) =>
        RoomOf(handle) is { } room ? [room] : [];

    public HashSet<string> GetTypeFromReference(MetadataReader reader, TypeReferenceHandle handle, byte rawTypeKind) => [];

    public HashSet<string> GetTypeFromSpecification(MetadataReader reader, int context, TypeSpecificationHandle handle, byte rawTypeKind) =>
        reader.GetTypeSpecification(handle).DecodeSignature(this, context);

    public HashSet<string> GetGenericInstantiation(HashSet<string> genericType, ImmutableArray<HashSet<string>> typeArguments) =>
        [.. genericType, .. typeArguments.SelectMany(rooms => rooms)];

    public HashSet<string> GetFunctionPointerType(MethodSignature<HashSet<string>> signature) => [];

    public HashSet<string> GetArrayType(HashSet<string> elementType, ArrayShape shape) => elementType;

    public HashSet<string> GetSZArrayType(HashSet<string> elementType) => elementType;

    public HashSet<string> GetByReferenceType(HashSet<string> elementType) => elementType;

    public HashSet<string> GetPointerType(HashSet<string> elementType) => elementType;

    public HashSet<string> GetPinnedType(HashSet<string> elementType) => elementType;

    public HashSet<string> GetModifiedType(HashSet<string> modifier, HashSet<string> unmodifiedType, bool isRequired) => unmodifiedType;

    public HashSet<string> GetGenericMethodParameter(int context, int index) => [];

    public HashSet<string> GetGenericTypeParameter(int context, int index) => [];

    public HashSet<string> GetPrimitiveType(PrimitiveTypeCode typeCode) => [];
}
